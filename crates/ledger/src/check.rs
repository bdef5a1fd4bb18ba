//! Whether a ledger is whole.

use crate::record::{Sum, SumKey, in_force};
use crate::{Ledger, Result};
use std::collections::BTreeMap;

impl Ledger {
    /// What is wrong with the file, one line each; empty for a whole ledger. Looks at the file's pages and indexes, at
    /// every reference, at whether each document has a reading in force and each reading of it its entries, and adds
    /// the sums up again.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn check(&self) -> Result<Vec<String>> {
        let mut wrong = self.rows("PRAGMA integrity_check", [], |row| row.get::<_, String>(0))?;
        wrong.retain(|line| line != "ok");
        wrong.extend(self.rows("PRAGMA foreign_key_check", [], |row| {
            Ok(format!("a row of {} points to a missing row of {}", row.get::<_, String>(0)?, row.get::<_, String>(2)?))
        })?);
        let lacking = [
            (
                "document without a reading in force",
                "SELECT id FROM document WHERE id NOT IN (SELECT document FROM reading_in_force)",
            ),
            ("reading that no source gave", "SELECT id FROM reading WHERE id NOT IN (SELECT reading FROM sighting)"),
            ("entry of no reading", "SELECT id FROM entry WHERE number NOT IN (SELECT entry FROM reading_entry)"),
            (
                "event, claim or quote without its row",
                "SELECT id FROM entry WHERE number NOT IN (SELECT entry FROM event_record UNION ALL
                 SELECT entry FROM claim_record UNION ALL SELECT entry FROM quote_record)",
            ),
            (
                "document missing from the full-text index",
                "SELECT id FROM document WHERE number NOT IN (SELECT id FROM document_search_docsize)",
            ),
        ];
        for (what, query) in lacking {
            wrong.extend(self.rows(query, [], |row| row.get(0))?.iter().map(|id: &String| format!("{what}: {id}")));
        }
        if self.stored_sums()? != self.sums_again()? {
            wrong.push("the sums of dyads and months do not follow from the entries in force".to_owned());
        }
        Ok(wrong)
    }

    fn sums_again(&self) -> Result<BTreeMap<SumKey, Sum>> {
        let mut sums = BTreeMap::new();
        for document in self.rows("SELECT id FROM document", [], |row| row.get::<_, String>(0))? {
            for (key, sum) in in_force(&self.connection, &document)?.sums() {
                let all: &mut Sum = sums.entry(key).or_default();
                *all = (all.0 + sum.0, all.1 + sum.1, all.2 + sum.2);
            }
        }
        Ok(sums)
    }

    fn stored_sums(&self) -> Result<BTreeMap<SumKey, Sum>> {
        let rows = self.rows(
            "SELECT source, target, month, pillar, quad, reports, documents, weight_thousandths FROM dyad_month_sum",
            [],
            |row| {
                let pillar: String = row.get(3)?;
                let pillar = model::Pillar::from_key(&pillar).map_or("", model::Pillar::key);
                let key = (row.get(0)?, row.get(1)?, row.get(2)?, pillar, row.get(4)?);
                Ok((key, (row.get(5)?, row.get(6)?, row.get(7)?)))
            },
        )?;
        Ok(rows.into_iter().collect())
    }
}
