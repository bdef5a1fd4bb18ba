//! What the grammar's network makes of each word in its sentence: its last layer, in coarse steps, and how probable its heads
//! are. The stages after the grammar learn from it what tags and trees do not tell.

/// Steps in a value's range from 0 to 1.
const STEPS: f32 = 2.0;

/// Values of the last layer, in steps: small whole numbers, negative ones too.
pub fn steps(values: &[f32]) -> Vec<i8> {
    values.iter().map(|value| (value * STEPS).round().clamp(-8.0, 7.0) as i8).collect()
}

/// What the network makes of the words of a sentence.
#[derive(Debug, Clone, Default)]
pub struct Network {
    /// The states of the words, one after the other.
    pub states: Vec<i8>,
    /// For each word its likely heads with their shares; an index beyond the words is the root.
    pub heads: Vec<Vec<(usize, f32)>>,
}

/// The states of the words of a document.
#[derive(Debug, Clone, Default)]
pub struct States {
    /// For each sentence the values of a state, and its words' states and heads.
    sentences: Vec<(usize, Network)>,
}

impl States {
    /// Adds a sentence: words without a state (a dateline's), which get zeros and no heads, then those of the network.
    pub fn push(&mut self, without: usize, network: Network) {
        let width = network.states.len() / network.heads.len().max(1);
        let states = std::iter::repeat_n(0, without * width).chain(network.states).collect();
        let shifted =
            |heads: Vec<(usize, f32)>| heads.into_iter().map(|(head, share)| (head + without, share)).collect();
        let heads = std::iter::repeat_n(Vec::new(), without).chain(network.heads.into_iter().map(shifted)).collect();
        self.sentences.push((width, Network { states, heads }));
    }

    /// The likely heads of a word of a sentence with their shares; an index beyond the words is the root.
    pub fn heads(&self, sentence: usize, word: usize) -> &[(usize, f32)] {
        self.sentences.get(sentence).and_then(|(_, network)| network.heads.get(word)).map_or(&[], Vec::as_slice)
    }

    /// The state of a word of a sentence, by their indices; empty where there is none.
    pub fn of(&self, sentence: usize, word: usize) -> &[i8] {
        let Some((width, network)) = self.sentences.get(sentence) else { return &[] };
        network.states.get(word * width..(word + 1) * width).unwrap_or(&[])
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
        states.push(1, Network { states: row, heads: vec![vec![(1, 0.75), (0, 0.25)]] });
        states.push(0, Network::default());
        assert_eq!(states.of(0, 0), [0, 0, 0]);
        assert_eq!(states.of(0, 1), [2, -1, 0]);
        assert_eq!(states.heads(0, 1), [(2, 0.75), (1, 0.25)]);
        assert!(states.heads(0, 0).is_empty() && states.heads(1, 0).is_empty() && states.heads(7, 0).is_empty());
        assert!(states.of(0, 2).is_empty() && states.of(1, 0).is_empty() && states.of(7, 0).is_empty());
    }
}
