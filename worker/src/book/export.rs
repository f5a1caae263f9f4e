//! Everything the book knows of cases and customers, as texts to take along.
//!
//! Invariant: only the owner gets it. It comes in parts, because one request has little memory and
//! time; a part is whole. Not here: how a line is written (see `domain`).

use hearback_domain::export::{BYTE_ORDER_MARK, case_head, case_line, person_head, person_line};
use hearback_domain::wire::{EXPORT_PART, Export, Exported, fact_from_json};
use hearback_domain::{Case, CaseId, Fact, PersonId, Site};

use super::index::Index;
use super::{Book, BookPlatform};
use crate::platform::{Row, Shelf, ShelfError};

impl<P: BookPlatform> Book<P> {
    /// One part of an export, counted from 0.
    pub(super) fn export(
        &self,
        site: &Site,
        person: &PersonId,
        of: Export,
        part: u32,
    ) -> Result<Exported, ShelfError> {
        if *person != site.owner().id {
            return Ok(Exported::OwnerOnly);
        }
        if self.index().is_reading(&self.site)? {
            return Ok(Exported::NotYet);
        }
        let text = match of {
            Export::Cases => self.cases_as_lines(site, part)?,
            Export::People => self.people_as_lines(site, part)?,
            Export::Facts => self.facts_as_stored(part)?,
        };
        Ok(Exported::Part(text))
    }

    fn cases_as_lines(&self, site: &Site, part: u32) -> Result<String, ShelfError> {
        let (rows, now) = (self.index().part_of_cases(part)?, self.platform.now());
        let cases = grouped(&rows).map(|(_, rows)| folded(rows));
        let lines = cases.filter_map(|case| case_line(&case?, site, now));
        Ok(format!("{BYTE_ORDER_MARK}{}{}", case_head(site), lines.collect::<String>()))
    }

    fn people_as_lines(&self, site: &Site, part: u32) -> Result<String, ShelfError> {
        let rows = self.index().part_of_people(part)?;
        // Facts of one customer stand together, and of one case within them.
        let people = grouped(&rows).map(|(_, rows)| {
            let cases = rows.chunk_by(|one, next| one.text(2) == next.text(2));
            cases.filter_map(folded).collect::<Vec<_>>()
        });
        let lines = people.filter_map(|cases| person_line(&cases, site));
        Ok(format!("{BYTE_ORDER_MARK}{}{}", person_head(site), lines.collect::<String>()))
    }

    /// Stored texts are JSON, and stay as they are.
    fn facts_as_stored(&self, part: u32) -> Result<String, ShelfError> {
        let rows = self.index().part_of_cases(part)?;
        let case = |(id, rows): (&str, &[Row])| {
            let facts: Vec<_> = rows.iter().map(|row| row.text(1)).collect();
            format!("{{\"case\":\"{id}\",\"facts\":[\n{}\n]}}", facts.join(",\n"))
        };
        let cases: Vec<_> = grouped(&rows).map(case).collect();
        Ok(format!(
            "{{\"site\":\"{}\",\"part\":{},\"cases\":[\n{}\n]}}\n",
            self.site.as_str(),
            part.saturating_add(1),
            cases.join(",\n")
        ))
    }
}

/// Rows with the same first column, one after another.
fn grouped(rows: &[Row]) -> impl Iterator<Item = (&str, &[Row])> {
    let groups = rows.chunk_by(|one, next| one.text(0) == next.text(0));
    groups.map(|rows| (rows.first().map(|row| row.text(0)).unwrap_or_default(), rows))
}

/// A case from the stored texts in the second column.
fn folded(rows: &[Row]) -> Option<Case> {
    let facts: Vec<Fact> = rows.iter().filter_map(|row| fact_from_json(row.text(1))).collect();
    let id: CaseId = facts.first()?.case;
    Some(Case::fold(id, &facts))
}

impl<S: Shelf> Index<'_, S> {
    /// Facts of one part of the cases, in the order of the days on which they began.
    fn part_of_cases(&self, part: u32) -> Result<Vec<Row>, ShelfError> {
        let sql = "SELECT case_id, stored FROM facts WHERE case_id IN (SELECT case_id FROM cases \
                   WHERE line IS NOT NULL ORDER BY case_id LIMIT ? OFFSET ?) \
                   ORDER BY case_id, at, fact_id";
        self.shelf.run(sql, &[EXPORT_PART.into(), (i64::from(part) * EXPORT_PART).into()])
    }

    /// Facts of one part of the customers.
    fn part_of_people(&self, part: u32) -> Result<Vec<Row>, ShelfError> {
        let sql = "SELECT customer, stored, facts.case_id FROM cases JOIN facts \
                   ON facts.case_id = cases.case_id WHERE customer IN (SELECT DISTINCT customer \
                   FROM cases WHERE customer IS NOT NULL ORDER BY customer LIMIT ? OFFSET ?) \
                   ORDER BY customer, facts.case_id, at";
        self.shelf.run(sql, &[EXPORT_PART.into(), (i64::from(part) * EXPORT_PART).into()])
    }
}
