import FoundationEssentials
import RoostModel
import RoostServer
import RoostStore

/// Seals what must be read again under the key of this node.
struct AccessSealing: Sendable {
  var seal: @Sendable ([UInt8], _ context: String) async throws(Problem) -> [UInt8]
  var open: @Sendable ([UInt8], _ context: String) async throws(Problem) -> [UInt8]
}

extension AccessControl {
  /// A new secret, which is in force when a code of it was shown.
  func offerSecondFactor(_ name: AccessName) async throws(Problem) -> SecondFactorOffer {
    let account = try await existing(name)
    guard !account.hasSecondFactor else { throw AccessControl.hasOne(name) }
    let code = OneTimeCode()
    let sealed = try await sealing.seal(code.secret, AccessControl.context(account))
    guard try await store.offerSecondFactor(account.id ?? 0, sealed) else { throw AccessControl.hasOne(name) }
    return SecondFactorOffer(secret: Base32.encode(code.secret), uri: code.uri(label: "\(name)@\(MachineName.current)"))
  }

  func confirmSecondFactor(_ name: AccessName, _ proof: SecondFactorProof) async throws(Problem) -> RecoveryCodes {
    let account = try await existing(name)
    guard !account.hasSecondFactor else { throw AccessControl.hasOne(name) }
    guard let secret = try await secret(of: account) else {
      throw Problem(.accessNotFound, "\(name) was offered no second factor", hint: "begin with: roost user totp on \(name)")
    }
    guard let step = OneTimeCode(secret: secret).step(of: AccessControl.digits(proof.code), now: now(), after: 0) else {
      throw Problem(
        .accessDenied, "that is not the code of now", hint: "look whether both clocks are right, then: roost user totp on \(name)"
      )
    }
    let codes = (0..<RecoveryCode.count).map { _ in RecoveryCode() }
    guard try await store.confirmSecondFactor(account, step: step, recovery: codes.map(\.digest)) else {
      throw AccessControl.hasOne(name)
    }
    return RecoveryCodes(codes: codes.map(\.text))
  }

  func removeSecondFactor(_ name: AccessName) async throws(Problem) {
    let account = try await existing(name)
    guard try await store.removeSecondFactor(account.id ?? 0) else {
      throw Problem(.accessNotFound, "\(name) has no second factor", hint: "see who has one: roost user list")
    }
  }

  /// Whether that is a code nobody has used.
  func isProven(_ account: AccountRecord, _ code: String) async throws(Problem) -> Bool {
    guard let id = account.id, let secret = try await secret(of: account) else { return false }
    if let step = OneTimeCode(secret: secret).step(of: AccessControl.digits(code), now: now(), after: account.totpStep) {
      return try await store.useCode(id, step: step)
    }
    guard let recovery = RecoveryCode(code) else { return false }
    return try await store.useRecoveryCode(id, recovery.digest)
  }

  private func secret(of account: AccountRecord) async throws(Problem) -> [UInt8]? {
    guard let sealed = account.totpSecret else { return nil }
    return try await sealing.open(Array(sealed), AccessControl.context(account))
  }

  /// A sealed secret opens as that account's alone.
  private static func context(_ account: AccountRecord) -> String { "account|\(account.id ?? 0)|totp" }

  /// As apps show them: `123 456`.
  private static func digits(_ code: String) -> String { code.filter { $0 != " " } }

  private func existing(_ name: AccessName) async throws(Problem) -> AccountRecord {
    if let account = try await store.account(named: name) { return account }
    throw Problem(.accessNotFound, "there is no account named \(name)", hint: "see which there are: roost user list")
  }

  private static func hasOne(_ name: AccessName) -> Problem {
    Problem(.accessTaken, "\(name) has a second factor already", hint: "take it away first: roost user totp off \(name)")
  }
}
