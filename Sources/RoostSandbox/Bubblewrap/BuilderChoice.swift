import Synchronization

/// The builder that was found last. What a machine allows changes seldom, and looking starts programs.
final class BuilderChoice: Sendable {
  private let trial: BuilderTrial
  private let found = Mutex<SandboxBuilder?>(nil)

  init(_ trial: BuilderTrial) { self.trial = trial }

  func current() async -> SandboxBuilder {
    if let builder = found.withLock({ $0 }) { return builder }
    return await look()
  }

  /// Looks again.
  func look() async -> SandboxBuilder {
    let builder = await trial.run()
    found.withLock { $0 = builder }
    return builder
  }
}
