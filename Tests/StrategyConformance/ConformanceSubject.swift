package import RoostEnvironments
package import RoostModel

/// A strategy on its real engine, as the cases see it. Lives for a suite or for a case, as its engine costs.
package protocol ConformanceSubject: Sendable {
  var strategy: any Strategy { get }
  var target: StrategyTarget { get }
  /// Another value over the same home, as a restarted daemon would make it.
  func restarted() -> any Strategy
  /// An environment that stands on a minimal Debian (`sh`, `bash`, coreutils, perl-base), reaches nothing, has no limits, and
  /// whose working directory is a place its processes and ``Environment/mount(_:at:)`` may write to.
  func spec() async throws -> EnvironmentSpec
  /// A directory of this host, on the file system where sealed and kept things go, for one case. Removed by the subject.
  func scratch() throws -> String
  /// How much longer than a process of this host everything may take: 1, or about 20 for an emulated processor.
  var slowness: Double { get }
  /// Something beyond the environments' host that listens on a TCP port; `nil` is the name server this host is set to use.
  var outside: (address: String, port: UInt16)? { get }
  /// Kept between the cases that do nothing to it but start processes; `nil` where a boot costs little.
  var shared: SharedEnvironment? { get }
}

extension ConformanceSubject {
  package var target: StrategyTarget { StrategyTarget(strategy.kind) }
  package var slowness: Double { 1 }
  package var outside: (address: String, port: UInt16)? { nil }
  package var shared: SharedEnvironment? { nil }
}
