//! Charts as SVG, drawn by a library and shown with their numbers as a table beside them.

use plotters::prelude::*;

/// Counts of one month.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Month {
    /// `YYYY-MM`.
    pub period: String,
    /// Acts of verbal and material cooperation, of verbal and material conflict.
    pub counts: [usize; 4],
    /// Mean weight of the acts, −10 to 10.
    pub score: f64,
    /// Documents behind it.
    pub documents: usize,
    /// Outlets behind it.
    pub outlets: usize,
}

/// Colours by quad class; they keep their contrast on a light and on a dark ground and differ for the colour-blind.
const COLOURS: [RGBColor; 4] =
    [RGBColor(86, 180, 233), RGBColor(0, 114, 178), RGBColor(240, 160, 60), RGBColor(213, 94, 0)];

/// The axes that charts share: months since year 0 across, acts up and down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Axes {
    across: std::ops::Range<i32>,
    up: std::ops::Range<i32>,
}

impl Axes {
    /// Axes that hold all these months; `None` where there are none.
    pub fn of<'a>(months: impl Iterator<Item = &'a Month> + Clone) -> Option<Axes> {
        let first = months.clone().filter_map(|month| ordinal(&month.period)).min()?;
        let last = months.clone().filter_map(|month| ordinal(&month.period)).max()?;
        let highest = months.clone().map(|month| month.counts[0] + month.counts[1]).max().unwrap_or(0);
        let lowest = months.map(|month| month.counts[2] + month.counts[3]).max().unwrap_or(0);
        // A lone month still gets a year of axis around it, so that a bar is a bar and not a wall.
        let across = if last - first < 12 {
            first - (12 - (last - first)) / 2..last + (13 - (last - first)) / 2
        } else {
            first..last + 1
        };
        Some(Axes { across, up: -(lowest.max(1) as i32)..highest.max(1) as i32 })
    }
}

/// Events on a time axis: bars above the line for cooperation, below it for conflict, one bar a month. `None` where no
/// month is known or where the library cannot draw.
pub fn events_over_time(months: &[Month], axes: &Axes) -> Option<String> {
    if months.is_empty() {
        return None;
    }
    let mut svg = String::new();
    draw(&mut svg, months, axes.across.clone(), axes.up.clone()).ok()?;
    Some(themed(&svg))
}

fn draw(
    svg: &mut String,
    months: &[Month],
    across: std::ops::Range<i32>,
    up: std::ops::Range<i32>,
) -> Result<(), Box<dyn std::error::Error>> {
    let root = SVGBackend::with_string(svg, (720, 220)).into_drawing_area();
    let mut chart = ChartBuilder::on(&root)
        .margin(6)
        .x_label_area_size(28)
        .y_label_area_size(34)
        .build_cartesian_2d(f64::from(across.start)..f64::from(across.end), f64::from(up.start)..f64::from(up.end))?;
    let text = ("sans-serif", 13).into_font().color(&BLACK);
    chart
        .configure_mesh()
        .disable_x_mesh()
        .light_line_style(TRANSPARENT)
        .bold_line_style(BLACK.mix(0.12))
        .axis_style(BLACK.mix(0.5))
        .x_labels(8)
        .y_labels(5)
        .x_label_formatter(&|month| period(month.round() as i32))
        // Acts come in whole numbers: a tick between two of them says nothing. Conflict, below the line, has its sign.
        .y_label_formatter(&|count| match count {
            part if part.fract() != 0.0 => String::new(),
            below if *below < 0.0 => format!("−{:.0}", below.abs()),
            above => format!("{:.0}", above.abs()),
        })
        .label_style(text)
        .draw()?;
    for month in months {
        let Some(at) = ordinal(&month.period) else { continue };
        let (left, right) = (f64::from(at) + 0.1, f64::from(at) + 0.9);
        let mut base = [0.0, 0.0];
        for (class, &count) in month.counts.iter().enumerate() {
            let side = usize::from(class >= 2);
            let height = if side == 0 { count as f64 } else { -(count as f64) };
            if count > 0 {
                let bar = Rectangle::new([(left, base[side]), (right, base[side] + height)], COLOURS[class].filled());
                chart.draw_series(std::iter::once(bar))?;
            }
            base[side] += height;
        }
    }
    root.present()?;
    Ok(())
}

/// The library writes black ink; the page's own ink follows the theme.
fn themed(svg: &str) -> String {
    svg.replace("#000000", "currentColor").replacen(
        "<svg width=\"720\" height=\"220\"",
        "<svg role=\"img\" aria-label=\"Events by month; the table below has the numbers\"",
        1,
    )
}

/// Months since year 0.
fn ordinal(period: &str) -> Option<i32> {
    let (year, month) = period.split_once('-')?;
    Some(year.parse::<i32>().ok()? * 12 + month.parse::<i32>().ok().filter(|month| (1..=12).contains(month))? - 1)
}

fn period(ordinal: i32) -> String {
    format!("{}-{:02}", ordinal.div_euclid(12), ordinal.rem_euclid(12) + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_count_from_year_zero_and_back() {
        assert_eq!(period(ordinal("2020-12").unwrap_or_default()), "2020-12");
        assert_eq!(ordinal("2020-13"), None);
        assert_eq!(ordinal("unknown"), None);
    }

    #[test]
    fn a_chart_is_drawn_in_the_pages_own_ink() {
        let month = Month { period: "2020-09".to_owned(), counts: [2, 1, 0, 1], score: 2.0, documents: 2, outlets: 1 };
        let axes = Axes::of(std::iter::once(&month)).expect("a month gives axes");
        let svg = events_over_time(std::slice::from_ref(&month), &axes).unwrap_or_default();
        assert!(svg.contains("currentColor") && !svg.contains("#000000"));
        assert!(svg.contains("#D55E00"), "the conflict bar is drawn");
        assert!(svg.contains("−1"), "conflict has its sign");
        assert_eq!(events_over_time(&[], &axes), None);
    }

    #[test]
    fn both_directions_share_their_axes() {
        let month =
            |period: &str, counts| Month { period: period.to_owned(), counts, score: 0.0, documents: 1, outlets: 1 };
        let (one, other) = (month("2019-01", [5, 0, 0, 0]), month("2021-03", [0, 0, 0, 2]));
        let axes = Axes::of([&one, &other].into_iter()).expect("months give axes");
        assert_eq!(axes, Axes { across: 2019 * 12..2021 * 12 + 3, up: -2..5 });
        assert_eq!(Axes::of([].into_iter()), None);
    }
}
