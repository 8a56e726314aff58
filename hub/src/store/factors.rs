//! Second factors as they are kept: sealed, counted on, and with recovery codes beside them.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};

use super::{Account, Result, Session};
use crate::second_factor::{Secret, Vault};

impl Account {
    /// Keeps the second factor of an account that has none. `step` is that of the code that proved
    /// it, which is used up. Says whether there was none: two forms cannot set two secrets.
    pub fn set_second_factor(
        db: &mut Connection,
        vault: &Vault,
        id: i64,
        (secret, step): (&Secret, i64),
        recovery_codes: &[String],
    ) -> Result<bool> {
        let transaction = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let changed = transaction.execute(
            "update account set second_factor = ?2, second_factor_step = ?3
             where id = ?1 and second_factor is null",
            params![id, vault.seal(id, secret), step],
        )?;
        if changed == 0 {
            return Ok(false);
        }
        for code in recovery_codes {
            transaction.execute(
                "insert into recovery_code (account, code_hash) values (?1, ?2)",
                params![id, vault.recovery_hash(id, code)],
            )?;
        }
        transaction.commit()?;
        Ok(true)
    }

    /// The telephone is gone, and the recovery codes too. Whoever is logged in is put out.
    pub fn reset_second_factor(db: &mut Connection, id: i64) -> Result<()> {
        let transaction = db.transaction()?;
        transaction
            .execute("update account set second_factor = null, second_factor_step = 0 where id = ?1", [id])?;
        transaction.execute("delete from recovery_code where account = ?1", [id])?;
        Session::close_all_of(&transaction, id)?;
        transaction.commit()
    }

    /// Whether `typed` is a code of the app or a recovery code. Either is good once.
    pub fn proves(
        db: &mut Connection,
        vault: &Vault,
        id: i64,
        typed: &str,
        now: DateTime<Utc>,
    ) -> Result<bool> {
        let transaction = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let sealed: Option<Vec<u8>> = transaction
            .query_row("select second_factor from account where id = ?1", [id], |row| row.get(0))
            .optional()?
            .flatten();
        let secret = sealed.and_then(|sealed| vault.open(id, &sealed));
        let used = match secret.and_then(|secret| secret.step_of(typed, now)) {
            // A code that was seen over a shoulder is worth nothing after it was used.
            Some(step) => transaction.execute(
                "update account set second_factor_step = ?2 where id = ?1 and second_factor_step < ?2",
                params![id, step],
            )?,
            None => transaction.execute(
                "delete from recovery_code where account = ?1 and code_hash = ?2",
                params![id, vault.recovery_hash(id, typed)],
            )?,
        };
        transaction.commit()?;
        Ok(used == 1)
    }

    /// Recovery codes that were not used yet.
    pub fn recovery_codes_left(db: &Connection, id: i64) -> Result<u32> {
        db.prepare_cached("select count(*) from recovery_code where account = ?1")?
            .query_row([id], |row| row.get(0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::links::LinkSecret;
    use crate::rights::Role;
    use crate::second_factor::recovery_codes;
    use crate::store::{ACCESS_MIGRATIONS, NewAccount, in_memory};

    #[test]
    fn a_code_and_a_recovery_code_are_good_once() {
        let (mut db, vault) = (in_memory(ACCESS_MIGRATIONS), Vault::new(&LinkSecret::made_of([7; 32])));
        let now = "2026-03-11T09:00:00Z".parse().expect("a time");
        let new = NewAccount { name: "Petra", site: "rathaus", role: Role::SiteAdmin, password_hash: None };
        let id = Account::create(&db, new, now).expect("an account").id;
        let (secret, codes) = (Secret::made_up(), recovery_codes());
        let step = now.timestamp() / 30;
        let first = Account::set_second_factor(&mut db, &vault, id, (&secret, step), &codes);
        assert!(first.expect("the database answers"));
        let other = Secret::made_up();
        let second = Account::set_second_factor(&mut db, &vault, id, (&other, step), &codes);
        assert!(!second.expect("the database answers"), "there is one already");

        let mut proves = |typed: &str| Account::proves(&mut db, &vault, id, typed, now).expect("an answer");
        assert!(!proves(&secret.code_at(now)), "it proved the set-up, and is used up");
        let next = secret.code_at(now + chrono::TimeDelta::seconds(30));
        assert!(proves(&next), "the next one is new");
        assert!(!proves(&next), "a code is good once");
        assert!(!proves(&other.code_at(now)), "of another secret");
        assert!(proves(&codes[3]) && !proves(&codes[3]), "a recovery code is good once");
        assert!(!proves("") && !proves("000000000000"));
        assert_eq!(Account::recovery_codes_left(&db, id).expect("an answer"), 9);

        Account::reset_second_factor(&mut db, id).expect("the database answers");
        assert_eq!(Account::recovery_codes_left(&db, id).expect("an answer"), 0);
        assert!(!Account::find(&db, id).expect("an answer").expect("it is there").has_second_factor);
        assert!(!Account::proves(&mut db, &vault, id, &codes[4], now).expect("an answer"));
    }
}
