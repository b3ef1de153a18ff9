import FoundationEssentials
import GRDB
package import RoostModel

extension Store {
  /// Whether the account has none in force.
  package func offerSecondFactor(_ account: Int, _ sealed: [UInt8]) async throws(Problem) -> Bool {
    let sealed = Data(sealed)
    return try await write("recording a second factor") { database in
      try database.execute(
        sql: "UPDATE accounts SET totpSecret = ?, totpStep = 0 WHERE id = ? AND NOT totpIsOn", arguments: [sealed, account])
      return database.changesCount > 0
    }
  }

  /// Whether the secret is still the one that was shown, and was not in force.
  package func confirmSecondFactor(
    _ account: AccountRecord, step: Int, recovery digests: [[UInt8]]
  ) async throws(Problem) -> Bool {
    let digests = digests.map { Data($0) }
    return try await write("recording a second factor") { database in
      try database.execute(
        sql: "UPDATE accounts SET totpIsOn = TRUE, totpStep = ? WHERE id = ? AND totpSecret = ? AND NOT totpIsOn",
        arguments: [step, account.id, account.totpSecret])
      guard database.changesCount > 0 else { return false }
      for digest in digests {
        try database.execute(sql: "INSERT INTO recoveryCodes VALUES (?, ?)", arguments: [account.id, digest])
      }
      return true
    }
  }

  /// Whether there was one, in force or offered.
  package func removeSecondFactor(_ account: Int) async throws(Problem) -> Bool {
    try await write("removing a second factor") { database in
      try database.execute(sql: "DELETE FROM recoveryCodes WHERE account = ?", arguments: [account])
      try database.execute(
        sql: "UPDATE accounts SET totpSecret = NULL, totpIsOn = FALSE, totpStep = 0 WHERE id = ? AND totpSecret IS NOT NULL",
        arguments: [account])
      return database.changesCount > 0
    }
  }

  /// Uses up the code of that step and those before. False when somebody was faster.
  package func useCode(_ account: Int, step: Int) async throws(Problem) -> Bool {
    try await write("using a code") { database in
      try database.execute(
        sql: "UPDATE accounts SET totpStep = ? WHERE id = ? AND totpStep < ?", arguments: [step, account, step])
      return database.changesCount > 0
    }
  }

  /// Whether there was one.
  package func useRecoveryCode(_ account: Int, _ digest: [UInt8]) async throws(Problem) -> Bool {
    let digest = Data(digest)
    return try await write("using a recovery code") { database in
      try database.execute(
        sql: "DELETE FROM recoveryCodes WHERE account = ? AND digest = ?", arguments: [account, digest])
      return database.changesCount > 0
    }
  }

  /// Whether something is sealed with the node's key here.
  package func hasSecondFactors() async throws(Problem) -> Bool {
    try await read("reading the accounts") { try AccountRecord.filter(Column("totpSecret") != nil).fetchCount($0) > 0 }
  }
}
