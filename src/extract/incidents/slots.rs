//! What becomes of a slot when another telling of the event is taken in: the nearer place, the closer day, the better count.

use super::draft::{Draft, Nearness, Told};
use super::same_place::{is_inside, is_of_county};
use super::victims;
use crate::extract::people::Name;
use crate::model::{DateRange, Location, Precision, Qualifier};

/// A nearer or smaller place wins over one inherited or one around it.
/// The lead's own place says more than the headline's.
pub fn take_place(known: &mut Draft, place: Option<(Location, Nearness)>, headline: bool) {
    let Some((new, near)) = place else { return };
    let better = known.location.as_ref().is_none_or(|(old, old_near)| {
        let smaller = is_inside(&new, old) && new.path != old.path || is_of_county(&new, old);
        let own = near <= Nearness::Sentence && *old_near > Nearness::Sentence;
        (smaller && near <= Nearness::Paragraph)
            || (own && !is_inside(old, &new))
            || (headline && near <= Nearness::Sentence && (*old_near >= Nearness::Lead || !is_inside(old, &new)))
            || (own && old.precision == Some(Precision::Area))
    });
    if better {
        known.location = Some((new, near));
    } else if headline && near == Nearness::Dateline {
        known.filed = Some(new);
    }
}

/// "2 dead at Ohio apartment complex ... COLUMBUS, Ohio - Two men were shot at a complex": of a story that names its state alone, and was
/// filed in a town of that state, the town is the place.
pub fn take_filed(known: &mut Draft) {
    let Some((state, near)) = known.location.as_ref().filter(|(old, _)| old.precision == Some(Precision::Admin1)) else { return };
    let near = *near;
    if let Some(town) = known.filed.take().filter(|town| is_inside(town, state) && town.path != state.path) {
        known.location = Some((town, near));
    }
}

/// A nearer day wins, and a day over the week that it lies in.
pub fn take_days(known: &mut Draft, when: Option<(DateRange, Nearness)>) {
    let Some((new, near)) = when else { return };
    let better = known.when.is_none_or(|(old, old_near)| {
        let special = near <= Nearness::Sentence && new != old && new.within(&old);
        special || near < old_near && (old_near >= Nearness::Earlier || new.within(&old) || !new.overlaps(&old))
    });
    if better {
        known.when = Some((new, near));
    }
}

/// Takes in another count of the same harm; `headline` if the one known stands in the headline alone.
pub fn take_count(slot: &mut Option<Told>, told: Option<Told>, dead: &[Name], headline: bool) {
    let Some(new) = told else { return };
    let Some(old) = slot else {
        *slot = Some(new);
        return;
    };
    if new.weak && !old.weak {
        return;
    }
    let repeated = old.count.min == new.count.min && old.count.max == new.count.max && old.single.is_none();
    // A toll holds all who died; a smaller one is of others.
    // "Scores hurt ... 34 others were injured": others than the dead.
    let told_closer = new.others && old.count.qualifier == Qualifier::Vague && new.count.max == Some(new.count.min);
    if new.toll && new.count.min >= old.count.min || (old.weak && !new.weak) || told_closer {
        *old = new;
    } else if !old.toll && ((new.others && !repeated) || victims::is_another(dead, old, &new)) {
        add(old, &new);
    } else if headline && leaves_out_hedge(old, &new) {
        *old = new;
    } else if old.count.meets(&new.count) {
        if new.count.max.is_some() && (old.count.max.is_none() || old.count.qualifier == Qualifier::Vague) && new.single.is_none()
        {
            *old = new;
        } else if new.count.max.is_none() && new.count.min > old.count.min {
            // "at least 60 ... more than 200".
            *old = new;
        }
    } else if new.count.min > old.count.min {
        *old = new;
    }
}

/// "Strikes kill 38" above "killed at least 38", "more than 38": a headline has no room for it.
fn leaves_out_hedge(old: &Told, new: &Told) -> bool {
    let exact = old.count.max == Some(old.count.min) && old.single.is_none();
    let bound = new.count.max.is_none() && !new.others && new.count.qualifier != Qualifier::Vague;
    exact && bound && (new.count.min == old.count.min || new.count.min == old.count.min.saturating_add(1))
}

pub(super) fn add(old: &mut Told, new: &Told) {
    old.count.min = old.count.min.saturating_add(new.count.min);
    old.count.max = old.count.max.zip(new.count.max).map(|(a, b)| a.saturating_add(b));
    old.count.words = format!("{} + {}", old.count.words, new.count.words);
    old.count.qualifier = Qualifier::Listed;
}
