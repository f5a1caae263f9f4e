//! Writes the table of time zones that `site::zone` reads.
//!
//! Taken from `chrono-tz`, which carries every zone since 1800: far more than the service needs
//! and may weigh. Kept are the changes of clocks from 2010 to 2040.

#[cfg(feature = "service")]
fn main() {
    zones::write();
}

#[cfg(not(feature = "service"))]
fn main() {}

#[cfg(feature = "service")]
mod zones {
    use std::collections::HashMap;
    use std::fmt::Write as _;
    use std::path::Path;
    use std::{env, fs};

    use chrono::{DateTime, Offset, TimeZone};
    use chrono_tz::{TZ_VARIANTS, Tz};

    /// 2010-01-01 and 2040-01-01, in minutes since 1970, UTC.
    const FROM: i64 = 21_038_400;
    const TO: i64 = 36_816_480;

    /// No zone changes its clock there and back within this.
    const STRIDE: i64 = 5 * 24 * 60;

    /// Minutes since `FROM`, and how many minutes the clock is ahead of universal time from then.
    type Changes = Vec<(i64, i64)>;

    pub(crate) fn write() {
        let mut zones: Vec<Tz> = TZ_VARIANTS.to_vec();
        zones.sort_by_key(|zone| zone.name());
        let (mut at, mut ahead, mut names) = (String::new(), String::new(), String::new());
        let mut known: HashMap<Changes, (usize, usize)> = HashMap::new();
        let mut next = 0;
        for zone in &zones {
            let changes = changes(*zone);
            let (first, many) = *known.entry(changes.clone()).or_insert_with(|| {
                for (minute, offset) in &changes {
                    write!(at, "{minute},").expect("strings take everything");
                    write!(ahead, "{offset},").expect("strings take everything");
                }
                next += changes.len();
                (next - changes.len(), changes.len())
            });
            let name = zone.name();
            writeln!(names, "({name:?},{first},{many}),").expect("strings take everything");
        }
        let table = format!(
            "pub(super) const FROM: i64 = {FROM};\n\
             pub(super) static NAMES: [(&str, u16, u16); {}] = [{names}];\n\
             pub(super) static AT: [u32; {next}] = [{at}];\n\
             pub(super) static AHEAD: [i16; {next}] = [{ahead}];\n",
            zones.len()
        );
        let folder = env::var_os("OUT_DIR").expect("cargo sets OUT_DIR");
        fs::write(Path::new(&folder).join("zones.rs"), table).expect("OUT_DIR can be written");
        println!("cargo::rerun-if-changed=build.rs");
    }

    fn changes(zone: Tz) -> Changes {
        let mut changes = vec![(0, ahead(zone, FROM))];
        let mut minute = FROM;
        while minute < TO {
            let later = minute + STRIDE;
            let before = ahead(zone, minute);
            if ahead(zone, later) != before {
                let (mut low, mut high) = (minute, later);
                while high - low > 1 {
                    let middle = (low + high) / 2;
                    if ahead(zone, middle) == before { low = middle } else { high = middle }
                }
                changes.push((high - FROM, ahead(zone, high)));
            }
            minute = later;
        }
        changes
    }

    fn ahead(zone: Tz, minute: i64) -> i64 {
        let at = DateTime::from_timestamp(minute * 60, 0).expect("within chrono's range");
        let offset = zone.offset_from_utc_datetime(&at.naive_utc()).fix();
        i64::from(offset.local_minus_utc()) / 60
    }
}
