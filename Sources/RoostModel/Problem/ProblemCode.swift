/// The stable name of a kind of problem. Scripts compare it; it never changes its meaning.
///
/// An unknown text decodes to ``unknown``, so an old client survives a newer daemon.
package enum ProblemCode: String, CaseIterable, Sendable {
  case unknown
  case `internal`
  case unsupported
  case cancelled
  case timeout
  case usageInvalid = "usage.invalid"
  /// The API has nothing at that path.
  case requestUnknown = "request.unknown"
  /// There is something at that path, and it is asked otherwise.
  case methodNotAllowed = "method.not-allowed"
  /// Somebody else changed it since it was read.
  case preconditionFailed = "precondition.failed"
  /// A key of idempotency that came with another request before.
  case idempotencyReused = "idempotency.reused"
  /// One actor asks more often than the daemon answers.
  case rateLimited = "rate.limited"
  case settingsInvalid = "settings.invalid"
  case permissionDenied = "permission.denied"
  case rootRequired = "root.required"
  /// Who asks is known, and may not.
  case accessDenied = "access.denied"
  /// Who asks is not known: no token, no session, a wrong password.
  case accessUnauthenticated = "access.unauthenticated"
  /// The password is right, and the account wants a code besides.
  case accessCodeNeeded = "access.code-needed"
  /// Too many passwords were wrong.
  case accessThrottled = "access.throttled"
  /// No such account, session or token.
  case accessNotFound = "access.not-found"
  /// There is one of that name, or the daemon belongs to somebody already.
  case accessTaken = "access.taken"
  case daemonUnreachable = "daemon.unreachable"
  case daemonRunning = "daemon.running"
  case toolMissing = "tool.missing"
  case toolFailed = "tool.failed"
  case diskFull = "disk.full"
  case lockHeld = "lock.held"
  case portInUse = "port.in-use"
  case portNotOpen = "port.not-open"
  /// Or one that is not handed out: a link, a device.
  case fileNotFound = "file.not-found"

  case appNameInvalid = "app.name-invalid"
  case appNotFound = "app.not-found"
  case appExists = "app.exists"
  case appBusy = "app.busy"
  case appNotRunning = "app.not-running"
  case releaseNotFound = "release.not-found"
  /// There is none that could be cancelled or resumed.
  case deploymentNone = "deployment.none"
  /// A newer one took its place in the queue.
  case deploymentSuperseded = "deployment.superseded"
  /// A host or a path that another app has.
  case routeTaken = "route.taken"

  /// A file that is no export, or not a whole one.
  case exportInvalid = "export.invalid"
  case passphraseWrong = "passphrase.wrong"
  case backupNotFound = "backup.not-found"

  case variableInvalid = "variable.invalid"
  /// One that the project says it needs.
  case variableMissing = "variable.missing"
  /// A reference to another app that leads nowhere, or in a circle.
  case variableUnresolved = "variable.unresolved"
  /// What was sealed cannot be opened.
  case keyUnusable = "key.unusable"

  case projectNotFound = "project.not-found"
  case projectUnrecognised = "project.unrecognised"
  case projectAmbiguous = "project.ambiguous"
  case projectManifestInvalid = "project.manifest-invalid"
  case projectFileRefused = "project.file-refused"

  case runtimeUnknown = "runtime.unknown"
  case runtimeVersionUnavailable = "runtime.version-unavailable"
  case runtimeMissing = "runtime.missing"
  case runtimeInUse = "runtime.in-use"
  case runtimeVerifyFailed = "runtime.verify-failed"
  case catalogueInvalid = "catalogue.invalid"
  case downloadFailed = "download.failed"
  case downloadCorrupt = "download.corrupt"
  case runtimeConflict = "runtime.conflict"
  case signatureInvalid = "signature.invalid"
  case bundleInvalid = "bundle.invalid"
  case certificateInvalid = "certificate.invalid"
  case changesPending = "changes.pending"
  case transactionNotFound = "transaction.not-found"
  case transactionNotUndoable = "transaction.not-undoable"
  case profileUnknown = "profile.unknown"

  case buildFailed = "build.failed"
  case gateExited = "gate.exited"
  case gateNotListening = "gate.not-listening"
  case gateWrongPort = "gate.wrong-port"
  case gateNoAnswer = "gate.no-answer"

  case strategyUnavailable = "strategy.unavailable"
  /// A container engine refused or failed for reasons of its own.
  case engineFailed = "engine.failed"
  case imageMissing = "image.missing"
  case environmentBootFailed = "environment.boot-failed"
  case environmentNotFound = "environment.not-found"
  case environmentState = "environment.state"
  case limitUnsupported = "limit.unsupported"
  case commandNotFound = "command.not-found"
  case commandNotExecutable = "command.not-executable"
  case connectionLost = "connection.lost"
  case hostUnreachable = "host.unreachable"
  case hostKeyUnknown = "host.key-unknown"
  case hostKeyChanged = "host.key-changed"
}

extension ProblemCode: Codable {
  package init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    self = ProblemCode(rawValue: text) ?? .unknown
  }
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rawValue)
  }
}
