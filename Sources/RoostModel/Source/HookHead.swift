/// What a forge says before the body.
package struct HookHead: Sendable, Equatable {
  package var forge: HookDelivery.Forge
  package var app: String
  package var event: String
  package var delivery: String
  package var proof: String
  /// `nil`: it does not say.
  package var length: Int?
  /// Whom the gateway heard it from.
  package var client: String

  package init(
    forge: HookDelivery.Forge, app: String, event: String, delivery: String, proof: String, length: Int?, client: String = ""
  ) {
    self.forge = forge
    self.app = app
    self.event = event
    self.delivery = delivery
    self.proof = proof
    self.length = length
    self.client = client
  }

  package func delivery(_ body: [UInt8]) -> HookDelivery {
    HookDelivery(forge: forge, app: app, event: event, delivery: delivery, proof: proof, body: body)
  }

  /// What is wrong with its form; `nil` when it could be right. Pure.
  package var refusal: HookAnswer? {
    guard (1...64).contains(event.utf8.count), isPlain(delivery) else {
      return HookAnswer(400, "this is no delivery of a webhook")
    }
    guard hasProof else { return .unproven }
    return nil
  }

  private func isPlain(_ text: String) -> Bool {
    (1...100).contains(text.utf8.count)
      && text.utf8.allSatisfy { (48...57).contains($0) || (97...122).contains($0 | 0x20) || $0 == UInt8(ascii: "-") }
  }

  private var hasProof: Bool {
    switch forge {
    case .github:
      let digits = proof.utf8.dropFirst(7)
      return proof.hasPrefix("sha256=") && digits.count == 64
        && digits.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
    case .gitlab: return (1...256).contains(proof.utf8.count)
    }
  }
}

extension HookAnswer {
  package static let unproven = HookAnswer(401, "the signature does not fit")
  package static let unknown = HookAnswer(404, "nobody listens here")
}
