//! Accounts of people whom the town's directory knows: made at the first login, and taken as they are
//! now at every other.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};

use super::{Account, NAME_CHARS_MAX, Result, Session};
use crate::rights::Role;

/// Somebody of that name, and then another, and then another: after this many the number is enough.
const NAMESAKES_MAX: u32 = 99;

/// Somebody whom the directory knows.
#[derive(Debug, Clone, Copy)]
pub struct Bound<'a> {
    pub issuer: &'a str,
    pub subject: &'a str,
}

impl Account {
    /// The account of somebody who may work here, as they are now. The first login makes it.
    ///
    /// The site stays what it was, if it is still one of `sites`; otherwise it is their first.
    pub fn of_directory(
        db: &mut Connection,
        bound: Bound,
        name: &str,
        (role, sites): (Role, &[String]),
        now: DateTime<Utc>,
    ) -> Result<Account> {
        let transaction = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let id = match bound_account(&transaction, bound)? {
            Some(id) => id,
            None => {
                transaction.execute(
                    "insert into account (name, site, role, created_at) values (?1, ?2, ?3, ?4)",
                    params![
                        free_name(&transaction, name, None)?,
                        sites[0],
                        role.name(),
                        now.timestamp_millis()
                    ],
                )?;
                let id = transaction.last_insert_rowid();
                transaction.execute(
                    "insert into directory_account (account, issuer, subject, sites) values (?1, ?2, ?3, '')",
                    params![id, bound.issuer, bound.subject],
                )?;
                id
            }
        };
        let account = Account::find(&transaction, id)?.expect("a bound account is there");
        let site = sites.iter().find(|site| **site == account.site).unwrap_or(&sites[0]);
        transaction.execute(
            "update account set name = ?2, site = ?3, role = ?4 where id = ?1",
            params![id, free_name(&transaction, name, Some(id))?, site, role.name()],
        )?;
        transaction.execute(
            "update directory_account set sites = ?2 where account = ?1",
            params![id, sites.join(" ")],
        )?;
        let account = Account::find(&transaction, id)?.expect("a bound account is there");
        transaction.commit()?;
        Ok(account)
    }

    /// Where the groups let somebody work; of an account of the hub's own, none.
    pub fn sites_of_directory(db: &Connection, id: i64) -> Result<Vec<String>> {
        let sites: Option<String> = db
            .prepare_cached("select sites from directory_account where account = ?1")?
            .query_row([id], |row| row.get(0))
            .optional()?;
        Ok(sites.iter().flat_map(|sites| sites.split_whitespace()).map(str::to_owned).collect())
    }

    /// Works at another of these sites from now on. Says whether it is one of them.
    pub fn move_to(db: &mut Connection, id: i64, site: &str) -> Result<bool> {
        let transaction = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let may = Account::sites_of_directory(&transaction, id)?.iter().any(|known| known == site);
        if may {
            transaction.execute("update account set site = ?2 where id = ?1", params![id, site])?;
        }
        transaction.commit()?;
        Ok(may)
    }

    /// The directory no longer says that they may work here. Whoever is logged in is put out; the
    /// journal still means this account.
    pub fn lost_standing(db: &mut Connection, bound: Bound) -> Result<()> {
        let transaction = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        if let Some(id) = bound_account(&transaction, bound)? {
            transaction.execute("update directory_account set sites = '' where account = ?1", [id])?;
            Session::close_all_of(&transaction, id)?;
        }
        transaction.commit()
    }
}

fn bound_account(db: &Connection, bound: Bound) -> Result<Option<i64>> {
    db.prepare_cached("select account from directory_account where issuer = ?1 and subject = ?2")?
        .query_row([bound.issuer, bound.subject], |row| row.get(0))
        .optional()
}

/// The name, or with a number behind it when another account has it: two people may share a name, and
/// never an account.
fn free_name(db: &Connection, name: &str, own: Option<i64>) -> Result<String> {
    let fits = |name: &str, number: &str| {
        let room = NAME_CHARS_MAX - number.chars().count();
        format!("{}{number}", name.chars().take(room).collect::<String>().trim_end())
    };
    let visible: String = name.chars().filter(|c| !c.is_control()).collect();
    let name = if visible.trim().is_empty() { "?" } else { visible.trim() };
    let numbered = (2..=NAMESAKES_MAX).map(|n| format!(" ({n})"));
    for number in std::iter::once(String::new()).chain(numbered) {
        let candidate = fits(name, &number);
        if Account::named(db, &candidate)?.iter().all(|id| Some(*id) == own) {
            return Ok(candidate);
        }
    }
    Ok(fits(name, &format!(" ({:08x})", rand::random::<u32>())))
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;
    use crate::store::{ACCESS_MIGRATIONS, NewAccount, Proof, in_memory};

    const PETRA: Bound = Bound { issuer: "https://login.example", subject: "17" };

    #[test]
    fn an_account_is_bound_to_issuer_and_subject_and_to_nothing_else() {
        let (mut db, now) = (in_memory(ACCESS_MIGRATIONS), now());
        let local =
            NewAccount { name: "Petra", site: "rathaus", role: Role::CountyAdmin, password_hash: None };
        let local = Account::create(&db, local, now).expect("the name is new").id;
        let mut logs_in = |bound, name, role, sites: &[&str]| {
            let sites: Vec<String> = sites.iter().map(|site| site.to_string()).collect();
            Account::of_directory(&mut db, bound, name, (role, &sites), now).expect("an answer")
        };
        let first = logs_in(PETRA, "Petra", Role::Clerk, &["rathaus", "nordstadt"]);
        assert_ne!(first.id, local, "a name is no proof");
        assert_eq!((&*first.name, &*first.site, first.role), ("Petra (2)", "rathaus", Role::Clerk));
        assert!(first.from_directory && !first.has_password);

        let married = logs_in(PETRA, "Petra Weiß", Role::Supervisor, &["nordstadt", "rathaus"]);
        assert_eq!((married.id, &*married.name, married.role), (first.id, "Petra Weiß", Role::Supervisor));
        assert_eq!(married.site, "rathaus", "somebody stays where they were");
        let moved = logs_in(PETRA, "Petra Weiß", Role::Clerk, &["nordstadt"]);
        assert_eq!((moved.id, &*moved.site), (first.id, "nordstadt"));

        let elsewhere = Bound { issuer: "https://other.example", subject: "17" };
        assert_ne!(logs_in(elsewhere, "Petra Weiß", Role::Clerk, &["rathaus"]).id, first.id);
        let novel = "x".repeat(500);
        let novel = logs_in(Bound { subject: "18", ..PETRA }, &novel, Role::Clerk, &["rathaus"]);
        assert_eq!(novel.name.chars().count(), NAME_CHARS_MAX);
        assert_eq!(logs_in(Bound { subject: "19", ..PETRA }, "\n", Role::Clerk, &["rathaus"]).name, "?");
    }

    #[test]
    fn who_is_in_no_group_any_more_is_put_out() {
        let (mut db, now) = (in_memory(ACCESS_MIGRATIONS), now());
        let sites = ["rathaus".to_owned()];
        let account = Account::of_directory(&mut db, PETRA, "Petra", (Role::Clerk, &sites), now);
        let account = account.expect("an answer");
        let token = Session::open(&db, account.id, Proof::Password, now).expect("an answer");
        Account::lost_standing(&mut db, Bound { subject: "18", ..PETRA }).expect("an answer");
        let session = |db: &Connection| {
            Session::find(db, &Session::id_of(&token), now + TimeDelta::minutes(1)).expect("an answer")
        };
        assert!(session(&db).is_some(), "somebody else it was");
        Account::lost_standing(&mut db, PETRA).expect("an answer");
        assert!(session(&db).is_none());
        assert!(!Account::any(&db).expect("an answer"), "no account of the hub's own");
    }

    fn now() -> DateTime<Utc> {
        "2026-03-11T09:00:00Z".parse().expect("a time")
    }
}
