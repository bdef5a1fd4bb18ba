//! The state where an outlet is at home: what a local paper calls `the government`, without more, is its own.

use super::lists::Lists;
use super::load::squeezed;
use model::Document;

/// The code of the state where the document's outlet is at home: by its name in the list of media, by the internet
/// address, or by the name of a state in either (`Korea Herald`). `None` where nothing tells.
pub fn of(lists: &Lists, document: &Document) -> Option<String> {
    if let Some(code) = document.header.outlet.value().and_then(|outlet| by_name(lists, outlet)) {
        return Some(code.to_owned());
    }
    let address = document.header.url.value()?;
    let host = address.split("://").nth(1)?.split(['/', '?', ':', '#']).next()?.trim_start_matches("www.");
    let mut labels: Vec<&str> = host.split('.').collect();
    let last = labels.pop()?;
    labels.retain(|label| {
        !matches!(*label, "co" | "com" | "org" | "net" | "gov" | "ac" | "news" | "english" | "en" | "m")
    });
    if let Some(state) = lists.state_of_domain.get(&last.to_ascii_lowercase()) {
        // Addresses that are sold everywhere say nothing.
        if !matches!(last, "tv" | "io" | "me" | "co" | "ai" | "fm" | "cc" | "la" | "ly" | "to" | "ws" | "gg" | "info") {
            return Some(lists.states[*state as usize].code.to_owned());
        }
    }
    labels.iter().rev().find_map(|label| by_name(lists, label)).map(str::to_owned)
}

fn by_name<'l>(lists: &'l Lists, name: &str) -> Option<&'l str> {
    let name = squeezed(name);
    let bare = name.strip_prefix("the").unwrap_or(&name);
    if let Some(code) = lists.homes.get(&name).or_else(|| lists.homes.get(bare)) {
        return Some(code);
    }
    let named = |state: &&super::lists::State| {
        let state = squeezed(state.name);
        state.len() > 3 && (bare.starts_with(&state) || bare.ends_with(&state))
    };
    let mut states = lists.states.iter().filter(named);
    let first = states.next()?;
    states.next().is_none().then_some(first.code)
}
