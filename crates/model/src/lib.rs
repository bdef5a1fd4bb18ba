//! The plain types that every part of Entente shares: no algorithm, no input or output.
//!
//! The flow is one direction only: bytes become a [`Document`], a document a [`Reading`], readings fill the
//! ledger as [`Entry`]s, a [`Snapshot`] of the ledger gives [`Series`]. Every position is a [`Span`]: byte
//! offsets into the text of one document.

mod actor;
mod document;
mod finding;
mod grammar;
mod ledger;
mod quantity;
mod reading;
mod reference;
mod span;
mod time;

pub use actor::{Actor, ActorKind, ActorReference, Party, Via};
pub use document::{Document, Field, Genre, Header, Part, PartKind};
pub use finding::{
    Attribution, Check, Claim, Context, Event, Evidence, Factuality, Finding, Lens, Pillar, Quad, Quote, QuoteKind,
    Verdict, Witness,
};
pub use grammar::{Features, Mood, Number, Sentence, Tense, Token, Upos, VerbForm, Voice};
pub use ledger::{DocumentRecord, Dyad, Entry, Point, Series, Snapshot};
pub use quantity::{Bound, Change, ChangeBasis, Direction, Quantity};
pub use reading::{Dating, Mention, MentionValue, Problem, Reading};
pub use reference::ReferenceFigure;
pub use span::Span;
pub use time::{Grain, Interval, Time, TimeKind};
