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
        // `10 000 000`: groups of three after a space.
        if written.len() <= 3 && !written.starts_with('0') {
            while line.word(end).len() == 3 && line.digits(end).is_some() && !line.glued(end) && written.len() < 15 {
                written.push_str(line.word(end));
                end += 1;
            }
        }
        let (value, step) = digits_value(&written)?;
        let mut number = Number { end, value, step, form: Form::Digits };
        // `2 1/2`, `1/4`, `3½`.
        if let Some(part) = vulgar(line.word(end)) {
            number = Number { end: end + 1, value: value + part, step: part, form: Form::Fraction };
        } else if line.word(end) == "/" && step == 1.0 {
            if let Some((below, _)) = self.below(line, end + 1).filter(|(below, _)| value < *below) {
                let after = end + 2;
                number = Number { end: after, value: value / below, step: 1.0 / below, form: Form::Fraction };
            }
        } else if line.word(end + 1) == "/" && !line.glued(end) && step == 1.0 {
            let above = line.digits(end).map(f64::from);
            if let (Some(above), Some((below, _))) = (above, self.below(line, end + 2))
                && above < below
            {
                let value = value + above / below;
                number = Number { end: end + 3, value, step: 1.0 / below, form: Form::Fraction };
            }
        }
        // `2 and a half million`, `1 and three quarters`.
        if let Some((part, after)) = self.and_part(line, number.end) {
            number = Number { end: after, value: number.value + part, step: part, form: Form::Fraction };
        }
        Some(self.scaled(line, number))
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
        if at > index + 1 && (self.scales.contains_key(word) || matches!(word, "dozen")) {
            number.end = at;
            number.form = Form::Words;
            number = self.scaled(line, number);
            number.step = number.value;
        }
        Some(number)
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
        let mut value = size(line.word(index))?;
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
        if word == "dozen" || matches!(word, "couple" | "pair") {
            let value = *self.groups.get(word)?;
            let end = if line.word(index + 2) == "of" && word == "couple" { index + 3 } else { index + 2 };
            let form = if word == "couple" { Form::Vague } else { Form::Words };
            return Some(Number { end, value, step: 1.0, form });
        }
        if word == "half" {
            return Some(Number { end: index + 2, value: 0.5, step: 0.5, form: Form::Fraction });
        }
        let denominator = *self.fractions.get(word).filter(|_| !word.ends_with('s'))?;
        // `a quarter` and `a third` are parts only of something; alone they are a coin, three months, or a rank.
        let of_something = matches!(line.word(index + 2), "of" | "less" | "more")
            || self.scales.contains_key(line.word(index + 2))
            || line.word(index + 2) == "a" && self.scales.contains_key(line.word(index + 3));
        of_something.then(|| {
            let number =
                Number { end: index + 2, value: 1.0 / denominator, step: 1.0 / denominator, form: Form::Fraction };
            let end = if line.word(index + 2) == "of" && line.word(index + 3) == "a" { index + 4 } else { index + 2 };
            if self.scales.contains_key(line.word(end)) && end > index + 2 {
                self.scaled(line, Number { end, ..number })
            } else {
                number
            }
        })
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
            let and = line.word(at) == "and" && smallest >= 100.0;
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
        if let Some((part, after)) = self.and_part(line, end) {
            // `one and a half million`, but `one million and a half` adds half a million.
            let whole = if smallest >= 1000.0 { smallest } else { 1.0 };
            number = Number { end: after, value: number.value + part * whole, step: part * whole, form: Form::Words };
            return Some(self.scaled(line, number));
        }
        // `nine point five`.
        if line.word(end) == "point" {
            let (mut at, mut decimals, mut place) = (end + 1, 0.0, 0.1);
            while let Some(&digit) = self.cardinals.get(line.word(at)).filter(|digit| **digit < 10.0) {
                decimals += digit * place;
                place /= 10.0;
                at += 1;
            }
            if at > end + 1 {
                let number = Number { end: at, value: number.value + decimals, step: place * 10.0, form: Form::Words };
                return Some(self.scaled(line, number));
            }
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
                return Some(number);
            }
        }
        if let Some(&size) = self.groups.get(line.word(end)).filter(|size| **size == 12.0) {
            number = Number { end: end + 1, value: number.value * size, step: number.step * size, form: Form::Words };
        }
        // `one in five` is left to the reader of quantities; a lone `hundred` or `million` is no number.
        Some(number)
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

fn vulgar(sign: &str) -> Option<f64> {
    Some(match sign {
        "½" => 0.5,
        "¼" => 0.25,
        "¾" => 0.75,
        "⅓" => 1.0 / 3.0,
        "⅔" => 2.0 / 3.0,
        "⅛" => 0.125,
        "⅜" => 0.375,
        "⅝" => 0.625,
        "⅞" => 0.875,
        "⅕" => 0.2,
        _ => return None,
    })
}
