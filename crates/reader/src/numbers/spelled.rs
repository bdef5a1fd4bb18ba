//! Numbers at a place in a sentence: digits with scale words, words, fractions, vague plurals.

use super::{Form, Kind, Line, Number, NumberWords, digits_value};

impl NumberWords {
    /// The number that begins at piece `index`, as long as it can be read.
    pub fn number(&self, line: &Line, index: usize) -> Option<Number> {
        match line.kind(index)? {
            Kind::Digits => self.in_digits(line, index),
            Kind::Word => self.in_words(line, index),
            Kind::Sign => vulgar(line.word(index)).map(|value| Number {
                end: index + 1,
                value,
                step: value,
                form: Form::Fraction,
            }),
        }
    }

    fn in_digits(&self, line: &Line, index: usize) -> Option<Number> {
        let mut written = line.word(index).to_owned();
        let mut end = index + 1;
        // `10 000 000`, `1 234 567.89`: groups of three after a space.
        if written.len() <= 3 && !written.starts_with('0') {
            while line.kind(end) == Some(Kind::Digits) && !line.glued(end) && written.len() < 15 {
                let group = line.word(end);
                let last = group.len() > 3;
                if !(group.len() == 3 && line.digits(end).is_some() || last && group.as_bytes()[3] == b'.') {
                    break;
                }
                if last && !group[4..].bytes().all(|byte| byte.is_ascii_digit()) {
                    break;
                }
                written.push_str(group);
                end += 1;
                if last {
                    break;
                }
            }
        }
        let (value, step) = digits_value(&written)?;
        let mut number = Number { end, value, step, form: Form::Digits };
        // `2 1/2`, `12-1/2`, `1/4`, `3½`.
        let gap = if line.dash(end) && line.glued(end) && line.glued(end + 1) { end + 1 } else { end };
        if let Some(part) = vulgar(line.word(end)) {
            number = Number { end: end + 1, value: value + part, step: part, form: Form::Fraction };
        } else if line.word(end) == "/" && step == 1.0 {
            if let Some((below, _)) = self.below(line, end + 1).filter(|(below, _)| value < *below) {
                let after = end + 2;
                number = Number { end: after, value: value / below, step: 1.0 / below, form: Form::Fraction };
            }
        } else if line.word(gap + 1) == "/" && (gap > end || !line.glued(end)) && step == 1.0 {
            let above = line.digits(gap).map(f64::from);
            if let (Some(above), Some((below, _))) = (above, self.below(line, gap + 2))
                && above < below
            {
                let value = value + above / below;
                number = Number { end: gap + 3, value, step: 1.0 / below, form: Form::Fraction };
            }
        }
        // `2.48×10−5`, `8x10^6`: powers of ten.
        if let Some((power, after)) = power_of_ten(line, number.end) {
            number = Number { end: after, value: number.value * power, step: number.step * power, form: Form::Digits };
        }
        // `2 and a half million`, `1 and three quarters`; `3 million and a half`.
        number = self.scaled(line, self.with_part(line, number, 1.0));
        if number.step >= 1000.0 {
            number = self.with_part(line, number, number.step);
        }
        Some(self.mixed(line, number))
    }

    /// Adds `and a half`, `and three quarters` of `whole`: `2 million and a half`, `one billion and a quarter million`.
    fn with_part(&self, line: &Line, number: Number, whole: f64) -> Number {
        let Some((part, after)) = self.and_part(line, number.end) else { return number };
        let scale = self.scales.get(line.word(after)).filter(|scale| **scale < whole);
        let (step, end) = match scale {
            Some(scale) => (part * scale, after + 1),
            None => (part * whole, after),
        };
        let form = if whole > 1.0 { number.form } else { Form::Fraction };
        Number { end, value: number.value + step, step, form }
    }

    /// Adds the smaller groups of `4 thousand 3 hundred and 21` and `2 million 300 thousand`.
    fn mixed(&self, line: &Line, mut number: Number) -> Number {
        while number.step >= 100.0 && number.form == Form::Digits {
            let and = line.word(number.end) == "and" && number.step == 100.0;
            let at = number.end + usize::from(and);
            if line.glued(at) {
                break;
            }
            let small = line.digits(at).map(f64::from);
            match (small, self.scales.get(line.word(at + 1))) {
                (Some(small), Some(&scale)) if small > 0.0 && small * scale < number.step => {
                    number = Number { end: at + 2, value: number.value + small * scale, step: scale, ..number };
                }
                (Some(small), None) if and && small < 100.0 => {
                    return Number { end: at + 1, value: number.value + small, step: 1.0, ..number };
                }
                (None, _) if and => {
                    let Some(small) = self.cardinal(line, at).filter(|small| small.value < 100.0) else { break };
                    return Number { end: small.end, value: number.value + small.value, step: 1.0, ..number };
                }
                _ => break,
            }
        }
        number
    }

    fn below(&self, line: &Line, index: usize) -> Option<(f64, usize)> {
        let below = line.digits(index)?;
        (2..=1000).contains(&below).then_some((f64::from(below), index + 1))
    }

    /// Multiplies the scale words after a number in: `4 lakh crore`, `two hundred thousand`, `3.5-billion`.
    fn scaled(&self, line: &Line, mut number: Number) -> Number {
        loop {
            let at = if line.dash(number.end) && line.glued(number.end) { number.end + 1 } else { number.end };
            let Some(scale) = self.scales.get(line.word(at)).or_else(|| self.plural_scale(line, at)) else { break };
            let glued_dash = at > number.end;
            if glued_dash && !line.glued(at) {
                break;
            }
            number.value *= scale;
            number.step *= scale;
            number.end = at + 1;
            // 16.4 million is a whole number, whatever binary fractions make of it.
            if (number.value - number.value.round()).abs() < 1e-3 && number.value.abs() > 99.0 {
                number.value = number.value.round();
            }
            if number.form == Form::Fraction && number.value.fract().abs() < 1e-9 {
                number.form = Form::Words;
            }
        }
        if let Some(&group) = self.groups.get(line.word(number.end)).filter(|size| **size >= 12.0)
            && line.word(number.end) != "score"
        {
            number.value *= group;
            number.step *= group;
            number.end += 1;
        }
        number
    }

    /// `two millions of`: a plural scale after a number.
    fn plural_scale(&self, line: &Line, index: usize) -> Option<&f64> {
        let word = line.word(index).strip_suffix('s')?;
        self.scales.get(word).filter(|_| word.len() > 3)
    }

    fn in_words(&self, line: &Line, index: usize) -> Option<Number> {
        self.half(line, index)
            .or_else(|| self.quarter(line, index))
            .or_else(|| self.vague(line, index))
            .or_else(|| self.article(line, index))
            .or_else(|| self.cardinal(line, index))
    }

    /// `half`, `half a million`, `half a dozen`, `half of`.
    fn half(&self, line: &Line, index: usize) -> Option<Number> {
        if line.word(index) != "half" {
            return None;
        }
        let mut number = Number { end: index + 1, value: 0.5, step: 0.5, form: Form::Fraction };
        let mut at = index + 1;
        while line.dash(at) || matches!(line.word(at), "a" | "of") && at < index + 3 {
            at += 1;
        }
        let word = line.word(at);
        if self.scales.contains_key(word) && word.len() > 2 || at > index + 1 && word == "dozen" {
            number.end = at;
            number.form = Form::Words;
            number = self.scaled(line, number);
            number.step = number.value;
        }
        Some(number)
    }

    /// `quarter million`, `third-billion`.
    fn quarter(&self, line: &Line, index: usize) -> Option<Number> {
        let word = line.word(index);
        let below = *self.fractions.get(word).filter(|_| matches!(word, "quarter" | "third"))?;
        let part = Number { end: index + 1, value: 1.0 / below, step: 1.0 / below, form: Form::Fraction };
        let number = self.part_of_scale(line, part);
        (number.end > part.end || is_point(line, part.end)).then_some(number)
    }

    /// A part of a scale word: `three quarters of a million`, `three-quarter billion`.
    fn part_of_scale(&self, line: &Line, part: Number) -> Number {
        let at = match (line.word(part.end), line.word(part.end + 1)) {
            ("of", "a") => part.end + 2,
            _ if line.dash(part.end) => part.end + 1,
            _ => part.end,
        };
        if !self.scales.contains_key(line.word(at)) || line.word(at).len() <= 2 {
            return part;
        }
        Number { form: Form::Words, ..self.scaled(line, Number { end: at, ..part }) }
    }

    /// `dozens`, `hundreds of thousands`, `tens of millions`, `scores`.
    fn vague(&self, line: &Line, index: usize) -> Option<Number> {
        let size = |word: &str| -> Option<f64> {
            match word {
                "dozens" => Some(12.0),
                "scores" => Some(20.0),
                "tens" => Some(10.0),
                _ => {
                    let word = word.strip_suffix('s').filter(|word| word.len() > 3)?;
                    self.scales.get(word).copied()
                }
            }
        };
        // `several hundred people`, `a few thousand`.
        let few = || matches!(line.before(index, 1), "several" | "few" | "many");
        let one = || self.scales.get(line.word(index)).copied().filter(|_| line.word(index).len() > 3);
        let dozen = || (line.word(index) == "dozen").then_some(12.0);
        let mut value = size(line.word(index)).or_else(|| few().then(|| one().or_else(dozen))?)?;
        let mut end = index + 1;
        while line.word(end) == "of" {
            let Some(factor) = size(line.word(end + 1)) else { break };
            value *= factor;
            end += 2;
        }
        let bare = matches!(line.word(index), "tens" | "scores") && line.word(end) != "of" && end == index + 1;
        (!bare).then_some(Number { end, value, step: value, form: Form::Vague })
    }

    /// `a hundred`, `a million`, `a dozen`, `a quarter`, `a third of`, `a couple of`, `a pair of`.
    fn article(&self, line: &Line, index: usize) -> Option<Number> {
        if !matches!(line.word(index), "a" | "an") {
            return None;
        }
        let word = line.word(index + 1);
        if self.scales.contains_key(word) && word.len() > 2 {
            let mut number = self.cardinal_from(line, index + 1, 1.0)?;
            number.form = Form::Words;
            return Some(number);
        }
        // `a couple` without `of` is two people.
        if word == "dozen" || matches!(word, "couple" | "pair") && line.word(index + 2) == "of" {
            let value = *self.groups.get(word)?;
            let end = if line.word(index + 2) == "of" && word == "couple" { index + 3 } else { index + 2 };
            let form = if word == "couple" { Form::Vague } else { Form::Words };
            return Some(Number { end, value, step: 1.0, form });
        }
        if word == "half" {
            return Some(Number { end: index + 2, value: 0.5, step: 0.5, form: Form::Fraction });
        }
        let denominator = *self.fractions.get(word).filter(|_| !word.ends_with('s'))?;
        // `a quarter` and `a third` are parts only of something, or where a bound says that they are amounts; alone they
        // are a coin, three months, or a rank.
        let part = Number { end: index + 2, value: 1.0 / denominator, step: 1.0 / denominator, form: Form::Fraction };
        let scaled = self.part_of_scale(line, part);
        let bounded = || {
            let next = line.word(index + 2);
            let common = matches!(word, "quarter" | "third" | "fifth" | "tenth");
            let by = line.before(index, 1) == "by"
                && (line.kind(index + 2) != Some(Kind::Word)
                    || matches!(
                        next,
                        "in" | "from" | "to" | "since" | "over" | "compared" | "on" | "this" | "last" | "and"
                    ));
            let about =
                matches!(line.before(index, 1), "almost" | "nearly" | "about" | "around" | "roughly" | "over" | "than")
                    && !matches!(
                        next,
                        "in" | "time" | "quarter" | "party" | "country" | "consecutive" | "century" | "person"
                    )
                    && line.kind(index + 2) == Some(Kind::Word);
            common && (by || about)
        };
        let of_something = matches!(line.word(index + 2), "of" | "less" | "more") || is_point(line, index + 2);
        (of_something || scaled.end > part.end || bounded()).then_some(scaled)
    }

    fn cardinal(&self, line: &Line, index: usize) -> Option<Number> {
        self.cardinals.get(line.word(index))?;
        self.cardinal_from(line, index, 0.0)
    }

    /// Sums number words from `index`: `two million three hundred thousand and five`. `implied` is 1 where an article
    /// stands for the first `one`.
    fn cardinal_from(&self, line: &Line, index: usize, implied: f64) -> Option<Number> {
        let (mut total, mut group) = (0.0, implied);
        // The size that the next cardinal must stay below: after `twenty` only ones, after `hundred` only tens.
        let mut room = if implied > 0.0 { 0.0 } else { f64::INFINITY };
        let mut last_scale = f64::INFINITY;
        let (mut at, mut end) = (index, index);
        let mut smallest = 1.0;
        loop {
            let word = line.word(at);
            if let Some(&value) = self.cardinals.get(word) {
                if value >= room || (value == 0.0 && end > index) {
                    break;
                }
                group += value;
                room = if value >= 20.0 { 10.0 } else { 0.0 };
                smallest = 1.0;
            } else if let Some(&scale) = self.scales.get(word).filter(|_| word.len() > 2) {
                if group == 0.0 && scale > 100.0 && total == 0.0 {
                    break;
                }
                if scale == 100.0 {
                    if group == 0.0 || group >= 100.0 {
                        break;
                    }
                    group *= 100.0;
                    room = 100.0;
                    smallest = 100.0;
                } else if scale < last_scale {
                    total += group * scale;
                    group = 0.0;
                    room = f64::INFINITY;
                    last_scale = scale;
                    smallest = scale;
                } else {
                    // `lakh crore`, `thousand million`.
                    total = (total + group) * scale;
                    group = 0.0;
                    smallest *= scale;
                }
            } else {
                break;
            }
            end = at + 1;
            at = end;
            let hyphen = line.dash(at) && line.glued(at) && line.glued(at + 1);
            let part = || self.and_part(line, at).is_some();
            let and = matches!(line.word(at), "and" | "&") && smallest >= 100.0 && !part();
            let comma = line.word(at) == "," && smallest >= 1000.0 && self.cardinals.contains_key(line.word(at + 1));
            if hyphen || and || comma {
                at += 1;
            }
            if at >= line.len() {
                break;
            }
        }
        if end == index {
            return None;
        }
        let mut number = Number { end, value: total + group, step: smallest, form: Form::Words };
        if self.and_part(line, end).is_some() {
            // `one and a half million`, but `one million and a half` adds half a million.
            let whole = if smallest >= 1000.0 { smallest } else { 1.0 };
            let number = self.with_part(line, number, whole);
            return Some(self.scaled(line, Number { form: Form::Words, ..number }));
        }
        // `nine point five`, `two hundred point seventy-one`.
        if line.word(end) == "point"
            && let Some((decimals, step, after)) = self.decimals(line, end + 1)
        {
            let number = Number { end: after, value: number.value + decimals, step, form: Form::Words };
            return Some(self.scaled(line, number));
        }
        // `two-thirds`, `three quarters`, `one fifth`.
        let at = if line.dash(end) { end + 1 } else { end };
        let below = self.fractions.get(line.word(at)).filter(|_| number.value < 100.0 && number.step == 1.0);
        if let Some(&below) = below {
            let plural = line.word(at).ends_with('s');
            let fits = plural == (number.value != 1.0) && number.value < below;
            let is_period = matches!(line.word(at), "quarter" | "quarters" | "half" | "halves")
                && !plural
                && number.value == 1.0
                && !matches!(line.word(at + 1), "of")
                && !line.dash(end);
            if fits && !is_period {
                let value = number.value / below;
                let number = Number { end: at + 1, value, step: 1.0 / below, form: Form::Fraction };
                return Some(self.part_of_scale(line, number));
            }
        }
        if let Some(&size) = self.groups.get(line.word(end)).filter(|size| **size == 12.0) {
            number = Number { end: end + 1, value: number.value * size, step: number.step * size, form: Form::Words };
        }
        // `one in five` is left to the reader of quantities; a lone `hundred` or `million` is no number.
        Some(number)
    }

    /// The decimals spelled from `index` on (`zero five`, `eleven`, `seventy-one`), their step, and the piece after them.
    fn decimals(&self, line: &Line, index: usize) -> Option<(f64, f64, usize)> {
        let (mut at, mut value, mut step) = (index, 0.0, 1.0);
        while let Some(&digit) = self.cardinals.get(line.word(at)).filter(|_| step > 1e-9) {
            let mut two = digit;
            at += 1;
            if digit >= 20.0 {
                let next = if line.dash(at) { at + 1 } else { at };
                if let Some(ones) = self.cardinals.get(line.word(next)).filter(|ones| **ones < 10.0) {
                    two += ones;
                    at = next + 1;
                }
            }
            step /= if digit < 10.0 { 10.0 } else { 100.0 };
            value += two * step;
        }
        (at > index).then_some((value, step, at))
    }

    /// `and a half`, `and three quarters`, `-and-a-half` at `index`.
    fn and_part(&self, line: &Line, index: usize) -> Option<(f64, usize)> {
        let mut at = index;
        let step = |at: usize| if line.dash(at) { at + 1 } else { at };
        at = step(at);
        if line.word(at) != "and" {
            return None;
        }
        at = step(at + 1);
        let (count, after) = match line.word(at) {
            "a" | "one" => (1.0, step(at + 1)),
            word => {
                let count = *self.cardinals.get(word).filter(|count| **count < 10.0)?;
                (count, step(at + 1))
            }
        };
        let below = *self.fractions.get(line.word(after))?;
        (count < below).then_some((count / below, after + 1))
    }
}

/// `quarter-point`, `half a point`: a part of a percentage point.
pub(crate) fn is_point(line: &Line, index: usize) -> bool {
    line.word(index) == "point" || line.dash(index) && line.word(index + 1) == "point"
}

/// `×10−5`, `x 10^6`: the power, and the piece after it.
fn power_of_ten(line: &Line, index: usize) -> Option<(f64, usize)> {
    let times = matches!(line.word(index), "×" | "x" | "*");
    if !times || line.word(index + 1) != "10" {
        return None;
    }
    let mut at = index + 2;
    let caret = line.word(at) == "^";
    at += usize::from(caret);
    let minus = line.dash(at) && line.glued(at);
    at += usize::from(minus);
    let power = line.digits(at).filter(|power| *power <= 30 && line.glued(at) && (caret || minus))? as i32;
    Some((10f64.powi(if minus { -power } else { power }), at + 1))
}

fn vulgar(sign: &str) -> Option<f64> {
    let (above, below) = match sign {
        "½" => (1, 2),
        "⅓" => (1, 3),
        "⅔" => (2, 3),
        "¼" => (1, 4),
        "¾" => (3, 4),
        "⅕" => (1, 5),
        "⅖" => (2, 5),
        "⅗" => (3, 5),
        "⅘" => (4, 5),
        "⅙" => (1, 6),
        "⅚" => (5, 6),
        "⅐" => (1, 7),
        "⅛" => (1, 8),
        "⅜" => (3, 8),
        "⅝" => (5, 8),
        "⅞" => (7, 8),
        "⅑" => (1, 9),
        "⅒" => (1, 10),
        _ => return None,
    };
    Some(f64::from(above) / f64::from(below))
}
