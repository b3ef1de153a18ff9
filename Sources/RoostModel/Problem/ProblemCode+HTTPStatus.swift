extension ProblemCode {
  /// The HTTP status of an API answer that carries this code.
  package var httpStatus: Int {
    switch self {
    case .usageInvalid, .settingsInvalid, .appNameInvalid, .projectNotFound, .projectUnrecognised,
      .projectManifestInvalid, .projectFileRefused, .catalogueInvalid, .variableInvalid:
      400
    case .accessUnauthenticated, .accessCodeNeeded: 401
    case .permissionDenied, .rootRequired, .passphraseWrong, .accessDenied: 403
    case .requestUnknown, .appNotFound, .runtimeUnknown, .runtimeVersionUnavailable, .environmentNotFound, .commandNotFound,
      .profileUnknown,
      .transactionNotFound, .imageMissing, .releaseNotFound, .backupNotFound, .accessNotFound, .fileNotFound:
      404
    case .methodNotAllowed: 405
    case .appBusy, .appNotRunning, .routeTaken, .runtimeMissing, .runtimeInUse, .projectAmbiguous, .portInUse, .lockHeld,
      .environmentState, .daemonRunning, .runtimeConflict, .changesPending, .transactionNotUndoable, .variableMissing,
      .variableUnresolved, .deploymentNone, .deploymentSuperseded, .appExists, .accessTaken:
      409
    case .preconditionFailed: 412
    case .buildFailed, .gateExited, .gateNotListening, .gateWrongPort, .gateNoAnswer, .commandNotExecutable,
      .runtimeVerifyFailed, .signatureInvalid, .bundleInvalid, .certificateInvalid, .exportInvalid,
      .idempotencyReused:
      422
    case .accessThrottled, .rateLimited: 429
    case .cancelled: 499
    case .unsupported, .strategyUnavailable, .limitUnsupported: 501
    case .downloadFailed, .downloadCorrupt, .connectionLost, .hostUnreachable, .hostKeyUnknown, .hostKeyChanged, .portNotOpen,
      .engineFailed:
      502
    case .daemonUnreachable: 503
    case .timeout: 504
    case .diskFull: 507
    case .unknown, .internal, .toolMissing, .toolFailed, .environmentBootFailed, .keyUnusable: 500
    }
  }
}
