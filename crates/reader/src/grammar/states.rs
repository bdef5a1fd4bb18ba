//! What the grammar's network makes of each word in its sentence: its last layer, in coarse steps. The stages after the
//! grammar learn from it what tags and trees do not tell.

/// Steps in a value's range from 0 to 1.
const STEPS: f32 = 2.0;

/// Values of the last layer, in steps: small whole numbers, negative ones too.
pub fn steps(values: &[f32]) -> Vec<i8> {
    values.iter().map(|value| (value * STEPS).round().clamp(-8.0, 7.0) as i8).collect()
}

/// The states of the words of a document.
#[derive(Debug, Clone, Default)]
pub struct States {
    /// For each sentence its words' states, one after the other.
    sentences: Vec<(usize, Vec<i8>)>,
}

impl States {
    /// Adds a sentence: words without a state (a dateline's), which get zeros, then `words` words with the `values` of their
    /// states, one after the other.
    pub fn push(&mut self, without: usize, words: usize, values: Vec<i8>) {
        let width = values.len() / words.max(1);
        let mut all = vec![0; without * width];
        all.extend(values);
        self.sentences.push((width, all));
    }

    /// The state of a word of a sentence, by their indices; empty where there is none.
    pub fn of(&self, sentence: usize, word: usize) -> &[i8] {
        let Some((width, values)) = self.sentences.get(sentence) else { return &[] };
        values.get(word * width..(word + 1) * width).unwrap_or(&[])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_without_a_state_have_zeros() {
        let mut states = States::default();
        let row = steps(&[0.9, -0.3, 0.1]);
        assert_eq!(row, [2, -1, 0]);
        states.push(1, 1, row);
        states.push(0, 0, Vec::new());
        assert_eq!(states.of(0, 0), [0, 0, 0]);
        assert_eq!(states.of(0, 1), [2, -1, 0]);
        assert!(states.of(0, 2).is_empty() && states.of(1, 0).is_empty() && states.of(7, 0).is_empty());
    }
}
