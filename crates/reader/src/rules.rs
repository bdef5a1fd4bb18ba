//! One test for every rule file: its `[[yes]]` examples must give what they say, its `[[no]]` examples must not.

include!(concat!(env!("OUT_DIR"), "/rule_tests.rs"));

/// Checks the examples of one rule file, by the folder that it lies in.
pub fn check_file(path: &str) {
    if path.starts_with("language/en/events/") {
        crate::events::check_examples(path);
    } else if path.starts_with("ontology/indicators/") {
        crate::claims::check_examples(path);
    } else {
        panic!("{path} has examples, and nothing in rules.rs checks such a file");
    }
}
