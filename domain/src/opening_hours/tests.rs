//! Tables of hours, holidays and changes of clocks.

use super::*;

#[test]
fn a_span_is_read_as_people_write_it() {
    for (raw, written, to) in [
        ("8:00-17:30", "8:00-17:30", 1_050),
        (" 08:00 – 17:30 ", "8:00-17:30", 1_050),
        ("18:00-2:00", "18:00-2:00", 1_560),
        ("18:00-0:00", "18:00-24:00", 1_440),
        ("0:00-24:00", "0:00-24:00", 1_440),
    ] {
        let span = Span::parse(raw).expect(raw);
        assert_eq!((span.to_string().as_str(), span.to_minute()), (written, to), "{raw}");
    }
    for (raw, why) in [
        ("8:00", SpanError::NotASpan),
        ("8-17", SpanError::NotASpan),
        ("8:0-17:00", SpanError::NotASpan),
        ("8:00-+7:00", SpanError::NotASpan),
        ("8:00-17:60", SpanError::NoSuchTime),
        ("24:00-2:00", SpanError::NoSuchTime),
        ("8:00-24:30", SpanError::NoSuchTime),
        ("8:00-8:00", SpanError::Empty),
    ] {
        assert_eq!(Span::parse(raw), Err(why), "{raw}");
    }
}
