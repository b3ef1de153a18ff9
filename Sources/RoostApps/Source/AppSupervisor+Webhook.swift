package import RoostModel
import RoostSources
import RoostStore

extension AppSupervisor {
  private static let secretSize = 32

  /// `nil` when there is none.
  package var webhook: WebhookDetail? {
    guard let record = app.webhook, case .git(let git) = app.source, let address = try? GitAddress(git.url) else { return nil }
    return detail(record.branch, address)
  }

  /// Makes a secret, in place of the one there was, and says it once.
  package func makeWebhook(_ request: WebhookRequest) async throws(Problem) -> WebhookDetail {
    guard case .git(let git) = app.source else {
      throw Problem(
        .usageInvalid, "the code of \(app.name) comes from no repository, so nobody pushes to it",
        hint: "name one: roost app source \(app.name) github:USER/REPO --ref main")
    }
    let address = try GitAddress(git.url)
    let branch = try GitReference(request.branch ?? git.reference ?? "main").text
    let secret = HexText.of((0..<AppSupervisor.secretSize).map { _ in UInt8.random(in: .min ... .max) })
    try await services.webhookSecret(of: app).write(Array(secret.utf8))
    let record = WebhookRecord(branch: branch, createdAt: services.now())
    try await services.store.setWebhook(record, app: app.id)
    app.webhook = record
    var detail = detail(branch, address)
    detail.secret = secret
    return detail
  }

  package func removeWebhook() async throws(Problem) {
    try await services.store.setWebhook(nil, app: app.id)
    app.webhook = nil
    try await services.webhookSecret(of: app).remove()
  }

  private func detail(_ branch: String, _ address: GitAddress) -> WebhookDetail {
    let urls = ["github", "gitlab"].map { ($0, services.hookURL("/\($0)/\(app.name)")) }
    return WebhookDetail(urls: Dictionary(uniqueKeysWithValues: urls), branch: branch, repository: address.repository)
  }

  /// Judges a delivery; `true` beside the answer when there is something to deploy.
  func judge(_ delivery: HookDelivery) async throws(Problem) -> (answer: HookAnswer, deploys: Bool) {
    guard app.webhook != nil, let secret = try await hookSecret(), HookProof.isRight(delivery, secret: secret) else {
      return (HookAnswer.unproven, false)
    }
    let now = services.now()
    let horizon = now - HookAnswer.memory
    // The name is not part of what is signed: the same words under another one are a replay.
    let marks = [delivery.delivery, "body-" + HookProof.digest(of: delivery)]
    guard try await services.store.areNew(deliveries: marks, of: app.id, now: now, horizon: horizon) else {
      return (HookAnswer(200, "this delivery was seen before"), false)
    }
    switch delivery.event {
    case "ping": return (HookAnswer(200, "\(app.name) listens"), false)
    case "push", "Push Hook": return judge(HookPush(delivery.body, from: delivery.forge))
    default: return (HookAnswer(200, "only pushes deploy"), false)
    }
  }

  private func judge(_ push: HookPush?) -> (HookAnswer, Bool) {
    guard let push else { return (HookAnswer(400, "the body is no push"), false) }
    // Of a group within a group the address keeps the last two names.
    guard let webhook, push.repository == webhook.repository || push.repository.hasSuffix("/" + webhook.repository) else {
      return (HookAnswer(403, "\(app.name) is made of another repository"), false)
    }
    guard push.reference == "refs/heads/\(webhook.branch)", !push.isDeletion else {
      return (HookAnswer(200, "only pushes to \(webhook.branch) deploy"), false)
    }
    if push.wantsNoDeployment { return (HookAnswer(200, "the commit asks for no deployment"), false) }
    if let watched = plan?.watch, !watched.isEmpty, let paths = push.paths {
      let patterns = watched.map { WatchPattern($0) }
      guard paths.contains(where: { path in patterns.contains { $0.matches(path) } }) else {
        return (HookAnswer(200, "nothing that is watched was changed"), false)
      }
    }
    return (HookAnswer(202, "\(webhook.branch) is fetched and deployed"), true)
  }

  private func hookSecret() async throws(Problem) -> String? {
    try await services.webhookSecret(of: app).read().map { String(decoding: $0, as: UTF8.self) }
  }
}

extension HookAnswer {
  /// Deliveries are remembered for so many seconds: a signature has no time of its own.
  static let memory: Double = 7 * 86_400
}
