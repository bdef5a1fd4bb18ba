//! Parts and wholes within a sentence: lists with a total, `including`, shares, prices for each.

use super::number::{Range, show_open, show_quantity, show_range, step};
use super::sheet::{Sheet, found};
use crate::claims::UnitFamily;
use crate::claims::frame::{Figure, Frame, Role};
use model::Verdict;

/// Holds the wholes of a sentence against their parts.
pub fn check(sheet: &mut Sheet, frame: &Frame) {
    including(sheet, frame);
    listed(sheet, frame);
    share(sheet, frame);
    shares_of_one(sheet, frame);
    each(sheet, frame);
    rates(sheet, frame);
    converted(sheet, frame);
}

/// True where two figures measure the same sort of thing: same unit, and for counts the same thing counted.
fn alike(sheet: &Sheet, frame: &Frame, a: &Figure, b: &Figure) -> bool {
    if a.family != b.family || a.quantity.unit != b.quantity.unit || a.family == UnitFamily::Percent {
        return false;
    }
    if a.family != UnitFamily::Count {
        return true;
    }
    let indicator = |figure: &Figure| {
        sheet
            .claim_of(frame.sentence, figure.span)
            .map(|index| sheet.claims[index].indicator.clone())
            .filter(|id| id != "unclassified")
    };
    let head = |figure: &Figure| {
        figure.quantity.counted.as_ref().and_then(|words| words.split_whitespace().last().map(str::to_lowercase))
    };
    // The same noun is the same thing, whatever indicator the words around each suggest.
    if head(a).is_some() && head(a) == head(b) {
        return true;
    }
    match (indicator(a), indicator(b)) {
        (Some(one), Some(two)) => one == two,
        _ => match (head(a), head(b)) {
            (Some(one), Some(two)) => one == two,
            // `12 students from Kazakhstan, 15 from Uzbekistan`: what is counted is said once.
            (one, two) => {
                let open = if one.is_none() { a } else { b };
                one.is_some() != two.is_some()
                    && matches!(
                        frame.lower(open.words.1),
                        "from" | "on" | "in" | "by" | "to" | "for" | "of" | "," | ";" | ""
                    )
            }
        },
    }
}

/// `six warships, including four destroyers and three frigates`; `31 agreements: 12 on trade, 6 on transport`.
fn including(sheet: &mut Sheet, frame: &Frame) {
    let cues = &sheet.view.language.claims.cues.parts;
    // `of them` opens a list only after a comma; `the rest` closes one.
    let opens = |start: usize| match frame.lower(start) {
        "of" => start > 0 && frame.lower(start - 1) == ",",
        "the" => false,
        _ => true,
    };
    let hits = cues.find(&frame.words).into_iter().filter(|hit| opens(hit.start));
    let mut openings: Vec<(usize, usize, bool)> = hits.map(|hit| (hit.start, hit.end, hit.value)).collect();
    openings.extend((0..frame.words.len()).filter(|&at| frame.lower(at) == ":").map(|at| (at, at + 1, true)));
    openings.sort_unstable();
    for (start, end, all) in openings {
        let Some(whole) = frame.figures.iter().rfind(|figure| figure.words.1 <= start && figure.role == Role::Level)
        else {
            continue;
        };
        if whole.family == UnitFamily::Percent {
            continue;
        }
        let stop = (end..frame.words.len())
            .find(|&at| {
                frame.lower(at) == ";" || frame.lower(at) == "total" || frame.words[at].any(&["compare", "against"])
            })
            .unwrap_or(frame.words.len());
        let parts: Vec<&Figure> = frame
            .figures
            .iter()
            .filter(|figure| figure.words.0 >= end && figure.words.1 <= stop && figure.role == Role::Level)
            .filter(|figure| alike(sheet, frame, whole, figure))
            .collect();
        let colon = frame.lower(start) == ":";
        if parts.is_empty()
            || colon && (parts.len() < 2 || start - whole.words.1 > 8)
            || parts.iter().any(|part| other_flow(sheet, frame, whole, part))
        {
            continue;
        }
        let total = Range::of(whole.quantity);
        let sum = parts.iter().map(|part| Range::of(part.quantity)).reduce(Range::plus).unwrap_or(total);
        let value: f64 = parts.iter().map(|part| part.quantity.value).sum();
        let working = working(&parts, sum, value, whole);
        let spans = spans(&parts, whole);
        let larger = parts.iter().any(|part| {
            let part = Range::of(part.quantity);
            part.low > total.high && !total.meets(part)
        });
        let verdict = if larger {
            Verdict::Implausible
        } else if sum.low > total.high && !total.meets(sum) {
            Verdict::Disagrees
        } else if all && parts.len() >= 2 {
            if total.meets(sum) { agreement(value, whole) } else { Verdict::Disagrees }
        } else {
            continue;
        };
        sheet.note_figure(
            frame.sentence,
            whole.span,
            whole.quantity,
            found(verdict, "parts-and-total", working, spans),
        );
    }
}

/// True where the part is a flow of its own, which the check of documents holds against the total: exports of trade.
fn other_flow(sheet: &Sheet, frame: &Frame, whole: &Figure, part: &Figure) -> bool {
    let claim = |figure: &Figure| sheet.claim_of(frame.sentence, figure.span).map(|index| &sheet.claims[index]);
    let (Some(whole), Some(part)) = (claim(whole), claim(part)) else { return false };
    whole.indicator != part.indicator && whole.indicator != "unclassified" && part.indicator != "unclassified"
}

/// `12 students from A, 15 from B and 9 from C, a total of 36`; `2.1 billion and 2.3 billion, 4.4 billion in all`.
fn listed(sheet: &mut Sheet, frame: &Frame) {
    for (index, whole) in frame.figures.iter().enumerate() {
        if whole.role != Role::Level || !is_total(frame, whole) {
            continue;
        }
        let parts: Vec<&Figure> = frame.figures[..index]
            .iter()
            .filter(|figure| figure.role == Role::Level && alike(sheet, frame, whole, figure))
            .collect();
        if parts.len() < 2 {
            continue;
        }
        let total = Range::of(whole.quantity);
        let sum = parts.iter().map(|part| Range::of(part.quantity)).reduce(Range::plus).unwrap_or(total);
        let value: f64 = parts.iter().map(|part| part.quantity.value).sum();
        let verdict = if total.meets(sum) { agreement(value, whole) } else { Verdict::Disagrees };
        let check = found(verdict, "sum", working(&parts, sum, value, whole), spans(&parts, whole));
        sheet.note_figure(frame.sentence, whole.span, whole.quantity, check);
    }
}

/// `a total of 42`, `42 in all`.
fn is_total(frame: &Frame, figure: &Figure) -> bool {
    let (start, end) = figure.words;
    // `two of a total of 1,233`: the others are not its parts.
    if (start.saturating_sub(5)..start)
        .any(|at| matches!(frame.lower(at), "among" | "out") || frame.lower(at) == "of" && frame.lower(at + 1) == "a")
    {
        return false;
    }
    let before = (start.saturating_sub(4)..start).any(|at| {
        frame.words[at].any(&["total", "totalling", "totaling", "altogether", "sum", "together"])
            && frame.lower(at) != ","
    });
    let limit = frame.words.len().min(end + 5);
    let after = (end..limit).take_while(|&at| !matches!(frame.lower(at), "," | ";" | ":")).any(|at| {
        matches!((frame.lower(at), frame.lower(at + 1)), ("in", "all") | ("in", "total") | ("altogether", _))
    });
    before || after
}

fn agreement(value: f64, whole: &Figure) -> Verdict {
    if (value - whole.quantity.value).abs() < 1e-9 * value.abs().max(1.0) {
        Verdict::Agrees
    } else {
        Verdict::AgreesWithinRounding
    }
}

fn working(parts: &[&Figure], range: Range, value: f64, whole: &Figure) -> String {
    let shown: Vec<String> = parts.iter().map(|part| show_quantity(part.quantity)).collect();
    let sum = model::Quantity { value, range: None, ..whole.quantity.clone() };
    let stated = show_open(whole.quantity, Range::of(whole.quantity));
    format!("{} = {}; stated {stated}", shown.join(" + "), show_open(&sum, range))
}

fn spans(parts: &[&Figure], whole: &Figure) -> Vec<model::Span> {
    parts.iter().map(|part| part.span).chain([whole.span]).collect()
}

/// `$26 billion, or 17 percent of its total exports of $70 billion`.
fn share(sheet: &mut Sheet, frame: &Frame) {
    for (index, share) in frame.figures.iter().enumerate() {
        if share.quantity.unit != "%" || frame.lower(share.words.1) != "of" || index == 0 {
            continue;
        }
        let Some(whole) = frame.figures.get(index + 1) else { continue };
        let Some(part) = frame.figures[..index]
            .iter()
            .rfind(|part| part.family == whole.family && part.quantity.unit == whole.quantity.unit)
        else {
            continue;
        };
        let near = whole.words.0 - share.words.1 <= 8;
        if part.family == UnitFamily::Count && !alike(sheet, frame, part, whole) {
            continue;
        }
        let linked =
            (share.words.1..whole.words.0).all(|at| !matches!(frame.lower(at), ";" | "while" | "but" | "," | "and"));
        if !near || !linked || whole.family == UnitFamily::Percent || whole.quantity.value <= 0.0 {
            continue;
        }
        let ratio = Range::of(part.quantity).over(Range::of(whole.quantity));
        let actual = Range { low: ratio.low * 100.0, high: ratio.high * 100.0 };
        let stated = Range::of(share.quantity).widened(step(share.quantity) / 2.0);
        let verdict = if stated.meets(actual) { Verdict::AgreesWithinRounding } else { Verdict::Disagrees };
        let working = format!(
            "{} / {} = {:.1} % ({}); stated {}",
            show_quantity(part.quantity),
            show_quantity(whole.quantity),
            part.quantity.value / whole.quantity.value * 100.0,
            show_range(actual, "%"),
            show_open(share.quantity, stated)
        );
        let check = found(verdict, "share", working, vec![part.span, share.span, whole.span]);
        sheet.note_figure(frame.sentence, share.span, share.quantity, check);
    }
}

/// `Of the 12,000 students, 60 percent come from A and 55 percent from B`: shares of one whole over a hundred.
fn shares_of_one(sheet: &mut Sheet, frame: &Frame) {
    if frame.lower(0) != "of" {
        return;
    }
    let shares: Vec<&Figure> = frame
        .figures
        .iter()
        .filter(|figure| figure.quantity.unit == "%" && figure.role != Role::Change && figure.role != Role::Previous)
        .collect();
    let [.., last] = shares.as_slice() else { return };
    if shares.len() < 2 {
        return;
    }
    let sum: f64 = shares.iter().map(|share| share.quantity.value).sum();
    let low: f64 = shares.iter().map(|share| Range::of(share.quantity).low).sum();
    if low > 100.0 {
        let working = format!("the shares of one whole add up to {sum} %");
        let spans = shares.iter().map(|share| share.span).collect();
        sheet.note_figure(
            frame.sentence,
            last.span,
            last.quantity,
            found(Verdict::Disagrees, "shares-over-hundred", working, spans),
        );
    }
}

/// `36 fighters at $150 million each, $5.4 billion in all`.
fn each(sheet: &mut Sheet, frame: &Frame) {
    for index in 1..frame.figures.len().saturating_sub(1) {
        let [count, price, total] = &frame.figures[index - 1..=index + 1] else { continue };
        let word = frame.lower(price.words.1);
        if !matches!(word, "each" | "apiece")
            || count.family != UnitFamily::Count
            || price.quantity.unit != total.quantity.unit
            || !is_total(frame, total)
        {
            continue;
        }
        let product = Range {
            low: Range::of(count.quantity).low.ceil() * Range::of(price.quantity).low,
            high: Range::of(count.quantity).high.floor().min(f64::MAX) * Range::of(price.quantity).high,
        };
        let stated = Range::of(total.quantity).widened(step(total.quantity) / 2.0);
        let verdict = if product.meets(stated) { Verdict::AgreesWithinRounding } else { Verdict::Disagrees };
        let mut value = total.quantity.clone();
        value.value = count.quantity.value * price.quantity.value;
        let working = format!(
            "{} × {} = {}; stated {}",
            count.quantity.value,
            show_quantity(price.quantity),
            show_open(&value, product),
            show_open(total.quantity, stated)
        );
        let check = found(verdict, "number-and-price", working, vec![count.span, price.span, total.span]);
        sheet.note_figure(frame.sentence, total.span, total.quantity, check);
    }
}

/// `8 flights a day, or 56 flights a week`.
fn rates(sheet: &mut Sheet, frame: &Frame) {
    let per = |figure: &Figure| {
        let (start, end) = figure.words;
        (start..frame.words.len().min(end + 3)).find_map(|at| {
            let unit = frame.lower(at + 1);
            let days = match unit {
                "day" => (1.0, 1.0),
                "week" => (7.0, 7.0),
                "month" => (28.0, 31.0),
                "year" => (360.0, 366.0),
                _ => return None,
            };
            matches!(frame.lower(at), "a" | "per" | "each" | "every").then_some(days)
        })
    };
    for pair in frame.figures.windows(2) {
        let [first, second] = pair else { continue };
        let (Some(one), Some(two)) = (per(first), per(second)) else { continue };
        let or = (first.words.1..second.words.0).any(|at| frame.lower(at) == "or");
        if !or || one == two || first.family != second.family || first.quantity.unit != second.quantity.unit {
            continue;
        }
        let factor = Range { low: two.0 / one.1, high: two.1 / one.0 };
        let start = Range::of(first.quantity);
        let expected = Range { low: start.low * factor.low, high: start.high * factor.high };
        let agrees = expected.meets(Range::of(second.quantity));
        let verdict = if agrees { Verdict::AgreesWithinRounding } else { Verdict::Disagrees };
        let working = format!(
            "{} × {:.0} = {:.0}; stated {}",
            first.quantity.value,
            two.0 / one.0,
            first.quantity.value * two.0 / one.0,
            second.quantity.value
        );
        // A count has no rounding to speak of: eight a day is fifty-six a week.
        let exact = (first.quantity.value * two.0 / one.0 - second.quantity.value).abs() < 0.5 || two.0 > 7.0 && agrees;
        let verdict = if exact { verdict } else { Verdict::Disagrees };
        let check = found(verdict, "rates", working, vec![first.span, second.span]);
        sheet.note_figure(frame.sentence, second.span, second.quantity, check);
    }
}

/// How much less than its yearly average a rate may be on a day, or its average than it: a quarter, by judgement. It lets
/// pass what a currency in crisis loses within a year, and stops a lost digit.
const RATES_FALL_TO: f64 = 0.75;

/// A rate with the digits that tell it from its neighbours: `0.06063`, `1.233`.
fn rate(value: f64) -> String {
    let size = if value > 0.0 { value.log10().floor() } else { 0.0 };
    let decimals = (3.0 - size).clamp(0.0, 9.0) as usize;
    let digits = format!("{value:.decimals$}");
    if decimals == 0 { digits } else { digits.trim_end_matches('0').trim_end_matches('.').to_owned() }
}

/// `10 billion yuan ($1.4 billion)`, `750 km (466 miles)`.
fn converted(sheet: &mut Sheet, frame: &Frame) {
    for pair in frame.figures.windows(2) {
        let [first, second] = pair else { continue };
        let gap: Vec<&str> =
            (first.words.1..second.words.0).map(|at| frame.lower(at)).filter(|word| *word != "$").collect();
        if !matches!(gap.as_slice(), ["("] | ["(", "about" | "some" | "around" | "roughly" | "or"] | ["or"])
            || first.quantity.unit == second.quantity.unit
            || first.quantity.range.is_some()
            || second.quantity.range.is_some()
        {
            continue;
        }
        let (a, b) = (first.quantity, second.quantity);
        let spans = vec![first.span, second.span];
        let check = if first.family == UnitFamily::Money && second.family == UnitFamily::Money {
            let year = sheet.view.dating.year;
            let Some((low, high)) = sheet.view.language.checks.rate(&a.unit, &b.unit, year) else { continue };
            let actual = Range::of(b).over(Range::of(a));
            let passes = Range { low: low * RATES_FALL_TO, high: high / RATES_FALL_TO };
            let fits = actual.meets(passes);
            let verdict = if fits { Verdict::AgreesWithinRounding } else { Verdict::Implausible };
            let working = format!(
                "{} for one {}; yearly averages lie between {} and {}, and within a year a rate may lie between {} and {}",
                show_quantity(&model::Quantity { value: b.value / a.value, range: None, ..b.clone() }),
                a.unit,
                rate(low),
                rate(high),
                rate(passes.low),
                rate(passes.high)
            );
            found(verdict, "converted-money", working, spans)
        } else {
            let Some(factor) = unit_factor(&a.unit, &b.unit) else { continue };
            let expected = Range { low: Range::of(a).low * factor * 0.97, high: Range::of(a).high * factor * 1.03 };
            let stated = Range::of(b).widened(step(b) / 2.0);
            let fits = expected.meets(stated);
            let verdict = if fits { Verdict::AgreesWithinRounding } else { Verdict::Disagrees };
            let working = format!(
                "{} {} = {:.1} {} ({}); stated {}",
                a.value,
                a.unit,
                a.value * factor,
                b.unit,
                show_range(expected, ""),
                show_open(b, stated)
            );
            found(verdict, "converted-unit", working, spans)
        };
        sheet.note_figure(frame.sentence, second.span, second.quantity, check);
    }
}

/// How many of `to` one of `from` is.
fn unit_factor(from: &str, to: &str) -> Option<f64> {
    // Metres, square metres and grams of each unit.
    let base = |unit: &str| {
        Some(match unit.trim_matches(['[', ']']) {
            "m" => (0, 1.0),
            "km" => (0, 1000.0),
            "mi_i" | "mi_us" | "mi" => (0, 1609.344),
            "ft_i" | "ft" => (0, 0.3048),
            "nmi_i" => (0, 1852.0),
            "m2" => (1, 1.0),
            "km2" => (1, 1e6),
            "ha" | "har" => (1, 1e4),
            "acr_us" | "acr_br" => (1, 4046.86),
            "smi_us" | "mi2" | "mi_i2" => (1, 2.589_988e6),
            "kg" => (2, 1000.0),
            "t" => (2, 1e6),
            "lb_av" => (2, 453.592),
            _ => return None,
        })
    };
    let (one, two) = (base(from)?, base(to)?);
    (one.0 == two.0).then_some(one.1 / two.1)
}
