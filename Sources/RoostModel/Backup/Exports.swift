/// The body of `POST /api/v1/exports`.
package struct ExportRequest: Codable, Sendable, Equatable {
  package var app: AppName
  /// Seals variables and secrets. `nil`: secrets are left out.
  package var passphrase: String?
  /// Whether what the app keeps in `/data` is taken along.
  package var takesData: Bool

  package init(app: AppName, passphrase: String? = nil, takesData: Bool = true) {
    self.app = app
    self.passphrase = passphrase
    self.takesData = takesData
  }
}

/// An export that waits to be fetched with `GET /api/v1/exports/ID`, once.
package struct ExportSummary: Codable, Sendable, Equatable {
  package var id: UploadID
  package var app: AppName
  /// `nil`: the app was never deployed.
  package var release: Int?
  package var size: ByteCount
  /// Of `/data`, before it was compressed; `nil` when it was left out.
  package var data: ByteCount?
  /// How many seconds the app stood still.
  package var pause: Double
  /// Names of secrets that are not in it, because there was no passphrase.
  package var leftOut: [String]
  package var warnings: [String]

  package init(
    id: UploadID, app: AppName, release: Int?, size: ByteCount, data: ByteCount?, pause: Double, leftOut: [String],
    warnings: [String]
  ) {
    self.id = id
    self.app = app
    self.release = release
    self.size = size
    self.data = data
    self.pause = pause
    self.leftOut = leftOut
    self.warnings = warnings
  }
}

/// What a passphrase has to be.
package enum Passphrase {
  package static let lengths = 8...511

  package static func check(_ text: String) throws(Problem) {
    guard lengths.contains(text.utf8.count), !text.utf8.contains(0) else {
      throw Problem(
        .usageInvalid, "a passphrase has \(lengths.lowerBound) to \(lengths.upperBound) bytes and no NUL",
        hint: "choose another one: roost export APP -o FILE --ask")
    }
  }
}
