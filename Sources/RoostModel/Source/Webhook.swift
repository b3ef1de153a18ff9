/// What an app's webhook listens for: the answer of `GET /api/v1/apps/NAME/webhook`.
package struct WebhookDetail: Codable, Sendable, Equatable {
  /// Where a forge sends its pushes, by forge: `github` (Gitea and Forgejo send the same), `gitlab`.
  package var urls: [String: String]
  /// Only pushes to it deploy.
  package var branch: String
  /// `owner/name`; pushes to another repository are refused.
  package var repository: String
  /// Said once, when it is made.
  package var secret: String?

  package init(urls: [String: String], branch: String, repository: String, secret: String? = nil) {
    self.urls = urls
    self.branch = branch
    self.repository = repository
    self.secret = secret
  }
}

/// The body of `POST /api/v1/apps/NAME/webhook`.
package struct WebhookRequest: Codable, Sendable, Equatable {
  /// `nil`: that of the app's source, else `main`.
  package var branch: String?
  package init(branch: String? = nil) { self.branch = branch }
}

/// What a forge sends, as far as it counts; everything in it is anybody's to make up until the signature was checked.
package struct HookDelivery: Sendable, Equatable {
  package enum Forge: String, Sendable, CaseIterable { case github, gitlab }

  package var forge: Forge
  package var app: String
  /// `push`, `ping`; GitLab's `Push Hook`.
  package var event: String
  package var delivery: String
  /// `sha256=...`, or GitLab's token.
  package var proof: String
  package var body: [UInt8]

  package init(forge: Forge, app: String, event: String, delivery: String, proof: String, body: [UInt8]) {
    self.forge = forge
    self.app = app
    self.event = event
    self.delivery = delivery
    self.proof = proof
    self.body = body
  }
}

/// What it is told.
package struct HookAnswer: Sendable, Equatable {
  package var status: Int
  /// One sentence.
  package var text: String

  package init(_ status: Int, _ text: String) {
    self.status = status
    self.text = text
  }
}
