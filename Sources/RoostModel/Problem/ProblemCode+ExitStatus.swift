extension ProblemCode {
  /// What the CLI exits with. 0 to 13 are the installer's documented numbers; 20 and up belong to apps and environments.
  package var exitStatus: Int32 {
    switch self {
    case .unknown, .internal, .toolFailed, .toolMissing, .timeout, .connectionLost, .hostUnreachable, .engineFailed: 1
    case .usageInvalid, .requestUnknown, .methodNotAllowed, .idempotencyReused, .settingsInvalid,
      .catalogueInvalid, .variableInvalid:
      2
    case .changesPending: 3
    case .runtimeUnknown, .runtimeVersionUnavailable, .profileUnknown, .transactionNotFound: 4
    case .keyUnusable, .downloadCorrupt, .signatureInvalid, .bundleInvalid, .certificateInvalid, .hostKeyUnknown, .hostKeyChanged,
      .exportInvalid, .passphraseWrong:
      5
    case .portInUse, .runtimeConflict, .routeTaken, .appExists, .accessTaken: 6
    case .runtimeInUse, .transactionNotUndoable: 7
    case .downloadFailed: 8
    case .lockHeld: 9
    case .rootRequired, .permissionDenied, .accessDenied, .accessUnauthenticated, .accessCodeNeeded, .accessThrottled,
      .rateLimited:
      10
    case .diskFull: 11
    case .runtimeVerifyFailed: 12
    case .unsupported, .strategyUnavailable, .limitUnsupported: 13
    case .daemonUnreachable, .daemonRunning: 20
    case .appNotFound, .appNameInvalid, .appNotRunning, .environmentNotFound, .releaseNotFound, .deploymentNone,
      .backupNotFound, .accessNotFound, .fileNotFound:
      21
    case .appBusy, .environmentState, .deploymentSuperseded, .preconditionFailed: 22
    case .projectNotFound, .projectUnrecognised, .projectAmbiguous, .projectManifestInvalid, .projectFileRefused: 23
    case .runtimeMissing, .imageMissing, .variableMissing, .variableUnresolved: 24
    case .buildFailed: 25
    case .gateExited, .gateNotListening, .gateWrongPort, .gateNoAnswer: 26
    case .environmentBootFailed, .portNotOpen: 27
    case .commandNotExecutable: 126
    case .commandNotFound: 127
    case .cancelled: 130
    }
  }
}
