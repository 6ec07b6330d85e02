//! A map keyed by hashes of words and phrases, which are hashes already: nothing is hashed again, and most look-ups end at the first
//! slot.

/// Slots for each value: at least so many, so that a look-up in vain seldom meets a stranger.
const SPARE: usize = 4;
/// Slots of a map with anything in it: most maps of an article have room in them and never grow.
const LEAST: usize = 64;

/// Values by the hash of a word or a phrase. Values keep the order in which they came; nothing is ever removed.
#[derive(Clone, Debug)]
pub struct HashedMap<V> {
    /// Open addressing, a power of two of them or none.
    slots: Vec<Slot>,
    values: Vec<V>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    hash: u64,
    /// The value's number counted from 1; 0 is an empty slot.
    value: u32,
}

impl<V> Default for HashedMap<V> {
    fn default() -> Self {
        Self { slots: Vec::new(), values: Vec::new() }
    }
}

impl<V> HashedMap<V> {
    /// The value of this hash.
    #[inline]
    #[must_use]
    pub fn get(&self, hash: u64) -> Option<&V> {
        let mask = self.slots.len().wrapping_sub(1);
        let mut at = start(hash) & mask;
        loop {
            let slot = self.slots.get(at)?;
            if slot.value == 0 {
                return None;
            }
            if slot.hash == hash {
                return self.values.get(slot.value as usize - 1);
            }
            at = (at + 1) & mask;
        }
    }

    /// The value of this hash, made by `make` if it is new.
    pub fn get_or_insert_with(&mut self, hash: u64, make: impl FnOnce() -> V) -> &mut V {
        if (self.values.len() + 1) * SPARE > self.slots.len() {
            self.grow();
        }
        let mask = self.slots.len() - 1;
        let mut at = start(hash) & mask;
        while self.slots[at].value != 0 && self.slots[at].hash != hash {
            at = (at + 1) & mask;
        }
        if self.slots[at].value == 0 {
            self.values.push(make());
            self.slots[at] = Slot { hash, value: self.values.len() as u32 };
        }
        &mut self.values[self.slots[at].value as usize - 1]
    }

    /// All values, in the order in which they came.
    pub fn values(&self) -> impl Iterator<Item = &V> {
        self.values.iter()
    }

    fn grow(&mut self) {
        let size = (self.slots.len() * 2).max(LEAST);
        let old = std::mem::replace(&mut self.slots, vec![Slot::default(); size]);
        for slot in old.into_iter().filter(|slot| slot.value != 0) {
            let mut at = start(slot.hash) & (size - 1);
            while self.slots[at].value != 0 {
                at = (at + 1) & (size - 1);
            }
            self.slots[at] = slot;
        }
    }
}

/// Where a hash is looked for first: its upper half, for the gates have used its lower bits.
const fn start(hash: u64) -> usize {
    (hash >> 32) as usize
}

#[cfg(test)]
mod tests {
    use super::HashedMap;
    use crate::document::fold::hash_word;

    #[test]
    fn it_finds_what_was_put_in_and_nothing_else() {
        let mut map = HashedMap::default();
        assert_eq!(map.get(7), None);
        for number in 0..1_000_u64 {
            map.get_or_insert_with(hash_word(&format!("word{number}")), || number);
        }
        *map.get_or_insert_with(hash_word("word5"), || 0) += 1_000;
        for number in 0..2_000_u64 {
            let expected = (number < 1_000).then_some(if number == 5 { 1_005 } else { number });
            assert_eq!(map.get(hash_word(&format!("word{number}"))).copied(), expected, "{number}");
        }
        assert_eq!(map.values().count(), 1_000);
    }

    #[test]
    fn hashes_that_meet_in_a_slot_are_told_apart() {
        let mut map = HashedMap::default();
        for hash in [0, 1, 2, 1 << 60] {
            map.get_or_insert_with(hash, || hash);
        }
        assert_eq!([0, 1, 2, 1 << 60, 3].map(|hash| map.get(hash).copied()), [Some(0), Some(1), Some(2), Some(1 << 60), None]);
    }
}
