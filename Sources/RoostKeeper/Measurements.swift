import RoostModel
import Synchronization

/// The telemetry of all strategies, shared by the environments that add to it.
final class Measurements: Sendable {
  private let strategies = Mutex<[StrategyKind: Telemetry]>([:])

  /// Whose fault it is not that nothing was started.
  private static let faultsOfTheAsker: Set<ProblemCode> = [.commandNotFound, .commandNotExecutable, .usageInvalid]

  /// Runs `body` and adds how long it took. What was asked for wrongly is no failure of the strategy.
  func measure<Result>(
    _ activity: Telemetry.Activity, of strategy: StrategyKind, into own: (Double?) -> Void = { _ in },
    _ body: () async throws(Problem) -> Result
  ) async throws(Problem) -> Result {
    let start = ContinuousClock.now
    do throws(Problem) {
      let result = try await body()
      let seconds = (ContinuousClock.now - start) / Duration.seconds(1)
      add(activity, strategy, seconds)
      own(seconds)
      return result
    } catch {
      guard !Measurements.faultsOfTheAsker.contains(error.code) else { throw error }
      add(activity, strategy, nil)
      own(nil)
      throw error
    }
  }

  private func add(_ activity: Telemetry.Activity, _ strategy: StrategyKind, _ seconds: Double?) {
    strategies.withLock { $0[strategy, default: Telemetry()].record(activity, seconds) }
  }

  var all: [StrategyKind: EnvironmentTimings] { strategies.withLock { $0.mapValues(\.timings) } }
}
