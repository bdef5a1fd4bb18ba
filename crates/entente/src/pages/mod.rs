//! The report: plain structs, and the templates that show them.

pub mod article;
pub mod chart;
pub mod claim;
pub mod dyad;
pub mod report;

use anyhow::{Context, Result};
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment};

/// Renders the report. Everything that comes from an article is escaped by the template engine.
pub fn render(page: &report::Report) -> Result<String> {
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
    environment.add_template("report.html", include_str!("../../templates/report.html"))?;
    environment.add_template("parts.html", include_str!("../../templates/parts.html"))?;
    environment.add_global("version", env!("CARGO_PKG_VERSION"));
    environment.add_global("style", include_str!("../../templates/report.css"));
    environment.add_global("script", include_str!("../../templates/report.js"));
    // The page's numbers are written as those of the findings are.
    environment.add_filter("signed", crate::describe::signed);
    environment.add_filter("grouped", crate::describe::grouped);
    environment.add_filter("counted", |count: usize, one: String| crate::describe::counted(count, &one));
    let template = environment.get_template("report.html")?;
    template.render(Serde(page)).context("the report's template could not be filled")
}
