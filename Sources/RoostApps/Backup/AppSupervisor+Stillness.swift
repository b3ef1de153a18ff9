import Logging
import RoostEnvironments
import RoostGateway
import RoostModel
import RoostStore
import RoostSystem

/// What of an app was made to stand still, so that it can go on.
struct Stillness: Sendable {
  var paused: [any Environment] = []
  /// The run whose requests wait.
  var held: LiveRun?
  /// Where nothing can be paused the app was stopped.
  var isStopped = false
  var keepsAsleep = false
}

extension AppSupervisor {
  /// Runs `body` while nothing of the app writes: its processes stand still, none begins, and requests wait. Answers with how
  /// many seconds that took. Only within an exclusive change.
  func standingStill<Value: Sendable>(
    _ body: () async throws(Problem) -> Value
  ) async throws(Problem) -> (value: Value, pause: Double) {
    let began = ContinuousClock.now
    // Both ends are done to their end: who leaves meanwhile must not leave it standing.
    let jobs = services.jobs
    let stillness = try await jobs.toTheEnd { [self] in await tryingToStandStill() }.get()
    let outcome: Result<Value, Problem>
    do throws(Problem) { outcome = .success(try await body()) } catch { outcome = .failure(error) }
    await jobs.toTheEnd { [self] in await goOn(stillness) }
    let stood = stillness.isStopped || !stillness.paused.isEmpty
    return (try outcome.get(), stood ? (ContinuousClock.now - began).inSeconds : 0)
  }

  private func tryingToStandStill() async -> Result<Stillness, Problem> {
    do throws(Problem) { return .success(try await standStill()) } catch { return .failure(error) }
  }

  private func standStill() async throws(Problem) -> Stillness {
    await keepQuiet()
    var stillness = Stillness()
    if state == .sleeping {
      // Whoever comes waits until the copy is made.
      sleep.isTurning = true
      stillness.keepsAsleep = true
    }
    if state == .running, let live {
      holdRequests()
      stillness.held = live
    }
    let frozen = trial.flatMap { $0.isFrozen ? $0.old.record.environment : nil }
    let serving = stillness.held.map { [$0] } ?? []
    let others = workers.values.compactMap(\.run) + dueRuns.values + retiring.filter { $0.record.environment != frozen }
    for run in serving + others {
      do throws(Problem) {
        try await run.environment.pause()
        stillness.paused.append(run.environment)
        still.insert(run.record.environment)
      } catch {
        switch error.code {
        // It has ended just now.
        case .environmentState, .environmentNotFound, .connectionLost: continue
        case .unsupported: return await stopped(stillness)
        default:
          await goOn(stillness)
          throw error
        }
      }
    }
    return stillness
  }

  private func stopped(_ stillness: Stillness) async -> Stillness {
    await resume(stillness.paused)
    if stillness.keepsAsleep { sleep.isTurning = false }
    await makeRoom()
    return Stillness(isStopped: true)
  }

  private func goOn(_ stillness: Stillness) async {
    await resume(stillness.paused)
    if let held = stillness.held, live?.record.environment == held.record.environment, state == .running {
      services.gateway.setRoute(app.name, to: held.target, settings: routeSettings)
    }
    if stillness.isStopped {
      madeRoom = false
      await startAfterFailure()
    }
    endQuiet()
    if stillness.keepsAsleep {
      sleep.isTurning = false
      await wakeIfWanted()
    }
  }

  private func resume(_ environments: [any Environment]) async {
    for environment in environments {
      still.remove(environment.spec.id)
      await noting("letting a process go on") { () async throws(Problem) in
        do throws(Problem) { try await environment.resume() } catch {
          guard ![.environmentState, .environmentNotFound, .connectionLost].contains(error.code) else { return }
          throw error
        }
      }
    }
  }
}
