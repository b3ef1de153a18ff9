/// The body of `POST /api/v1/imports`.
package struct ImportRequest: Codable, Sendable, Equatable {
  /// What `POST /api/v1/imports/uploads` answered; good for one import.
  package var upload: UploadID
  /// `nil`: as it was called.
  package var name: AppName?
  package var passphrase: String?
  /// Whether the app is started.
  package var starts: Bool
  /// An app of that name gives way: a backup of it is made first.
  package var replaces: Bool
  /// Install missing runtimes instead of leaving the app in `runtime-missing`.
  package var installsRuntimes: Bool

  package init(
    upload: UploadID, name: AppName? = nil, passphrase: String? = nil, starts: Bool = true, replaces: Bool = false,
    installsRuntimes: Bool = false
  ) {
    self.upload = upload
    self.name = name
    self.passphrase = passphrase
    self.starts = starts
    self.replaces = replaces
    self.installsRuntimes = installsRuntimes
  }
}

/// What became of an import or of a restored backup.
package struct ImportResult: Codable, Sendable, Equatable {
  package var app: AppSummary
  /// `nil` when what it runs on has to be installed first.
  package var release: Int?
  /// How many variables it has again.
  package var variables: Int
  /// Secrets that were not in the file.
  package var missing: [String]
  /// Of what is in `/data` again; `nil` when the file had none.
  package var data: ByteCount?
  package var warnings: [String]
  /// Why the app does not serve yet, as `runtime.missing`.
  package var problem: Problem?
  /// The backup that was made of what was there before.
  package var backup: String?

  package init(
    app: AppSummary, release: Int?, variables: Int, missing: [String], data: ByteCount?, warnings: [String],
    problem: Problem? = nil, backup: String? = nil
  ) {
    self.app = app
    self.release = release
    self.variables = variables
    self.missing = missing
    self.data = data
    self.warnings = warnings
    self.problem = problem
    self.backup = backup
  }
}
