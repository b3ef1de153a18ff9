/// The answer of `POST /api/v1/accounts/{name}/totp`: what an app that makes codes is given, this once. Not in force until a code
/// of it was shown.
package struct SecondFactorOffer: Codable, Sendable, Equatable {
  /// Base32, as people type it.
  package var secret: String
  /// `otpauth://totp/...`, as QR codes hold it.
  package var uri: String

  package init(secret: String, uri: String) {
    self.secret = secret
    self.uri = uri
  }
}

/// The body of `PUT /api/v1/accounts/{name}/totp`.
package struct SecondFactorProof: Codable, Sendable, Equatable {
  package var code: String
  package init(code: String) { self.code = code }
}

/// Its answer: each of these is a code once, for whoever has lost the app that makes them.
package struct RecoveryCodes: Codable, Sendable, Equatable {
  package var codes: [String]
  package init(codes: [String]) { self.codes = codes }
}

extension Problem {
  package static var codeNeeded: Problem {
    Problem(
      .accessCodeNeeded, "the account wants a code besides its password",
      hint: "send it too: {\"name\": ..., \"password\": ..., \"code\": \"123456\"}")
  }
}
