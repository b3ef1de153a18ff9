import RoostModel
import RoostStore

extension AccessControl {
  private static let mostApps = 200

  func tokens() async throws(Problem) -> [TokenSummary] { try await store.tokens().map(\.summary) }

  func makeToken(_ request: TokenRequest, by actor: AccessActor) async throws(Problem) -> NewToken {
    if let apps = request.apps, !(1...AccessControl.mostApps).contains(apps.count) {
      throw Problem(
        .usageInvalid, "a token is for 1 to \(AccessControl.mostApps) apps, or for all", hint: "leave apps out for all of them")
    }
    if let seconds = request.seconds, !(1...DurationText.longest).contains(seconds) {
      throw Problem(.usageInvalid, "a token is good for two years at most, or for ever", hint: "leave seconds out for ever")
    }
    let secret = AccessSecret(mark: AccessSecret.tokenMark)
    let record = TokenRecord(
      digest: secret.digest, prefix: String(secret.text.prefix(AccessSecret.shown)), request: request, now: now(),
      createdBy: actor.name)
    guard let kept = try await store.add(record) else {
      throw Problem(
        .accessTaken, "there is a token named \(request.name)",
        hint: "choose another name, or revoke that one: roost token revoke \(request.name)")
    }
    return NewToken(token: secret.text, summary: kept.summary)
  }

  func revokeToken(_ name: AccessName) async throws(Problem) {
    // Also after a failure: it may have been written down all the same.
    defer { known.forgetAll() }
    guard try await store.removeToken(name) else {
      throw Problem(.accessNotFound, "there is no token named \(name)", hint: "see which there are: roost token list")
    }
  }
}
