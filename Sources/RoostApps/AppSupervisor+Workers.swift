import Logging
import RoostEnvironments
import RoostModel
import RoostStore
import RoostSystem

/// A process of an app beside the one that serves, in an environment of its own.
struct Worker: Sendable {
  /// `nil` while it waits to be started again.
  var run: LiveRun?
  var generation: Int
  var policy = RestartPolicy()
  var restarts = 0
}

/// Whether what runs is being held against what is wanted.
enum Aligning: Sendable {
  case idle, underWay
  /// Something changed meanwhile.
  case again
}

extension AppSupervisor {
  /// Starts the workers that should run and ends those that should not, beside everything else.
  func alignWorkers() {
    guard !workers.isEmpty || !wantedWorkers.isEmpty else { return }
    services.jobs.add { [weak self] in await self?.align() }
  }

  /// A crash of what serves does not end what works beside it.
  private var wantedWorkers: [String: String] {
    guard app.wantsToRun, app.liveRelease != nil, !isRemoved, !madeRoom, !isHeld, !isHalfRestored else { return [:] }
    switch state {
    case .running, .error: return plan?.otherProcesses ?? [:]
    // Until it serves nothing new is begun, and what works goes on.
    case .starting, .sleeping: return (plan?.otherProcesses ?? [:]).filter { workers[$0.key] != nil }
    case .stopped, .runtimeMissing: return [:]
    }
  }

  private func align() async {
    guard aligning == .idle else {
      aligning = .again
      return
    }
    repeat {
      aligning = .underWay
      let wanted = wantedWorkers
      for (name, worker) in workers where wanted[name] == nil || worker.generation != generation {
        await byItself { () async in await endWorker(name) }
      }
      for (name, command) in wanted.sorted(by: { $0.key < $1.key }) where workers[name] == nil {
        await startWorker(name, command, after: nil)
      }
    } while aligning == .again
    aligning = .idle
  }

  private func startWorker(_ name: String, _ command: String, after last: Worker?) async {
    var worker = last ?? Worker(generation: generation)
    worker.run = nil
    workers[name] = worker
    do throws(Problem) {
      try await byItself { () async throws(Problem) in try await launchWorker(name, command, worker.generation) }
    } catch {
      services.logger.error(
        "a process did not start", metadata: ["app.name": "\(app.name)", "process": "\(name)", "problem": "\(error)"])
      startWorkerAgain(name, livedFor: 0)
    }
  }

  private func launchWorker(_ name: String, _ command: String, _ generation: Int) async throws(Problem) {
    guard isAwaited(name, generation), let number = app.liveRelease,
      let release = try await services.store.release(number, of: app.id)
    else { return }
    let runtimes = try await services.runtimes(of: release, app: app.name)
    let run = try await Launcher(services: services, app: app, release: release).launch(
      command, as: name, runtimes, purpose: .work)
    // What is wanted may have changed while it was started.
    guard isAwaited(name, generation) else { return _ = await putAway(run) }
    workers[name]?.run = run
    watchWorker(name, run)
    tellWaiters()
  }

  /// Forgets one that is not wanted any more.
  private func isAwaited(_ name: String, _ generation: Int) -> Bool {
    guard let worker = workers[name], worker.generation == generation, worker.run == nil else { return false }
    guard wantedWorkers[name] == nil else { return true }
    workers[name] = nil
    return false
  }

  func watchWorker(_ name: String, _ run: LiveRun) {
    services.jobs.add { [weak self] in
      let status: ExitStatus
      do { status = try await run.process.exitStatus() } catch { status = ExitStatus(.lost, at: run.record.startedAt) }
      if Task.isCancelled { return }
      await self?.byItself { () async in await self?.workerEnded(name, run, status) }
    }
  }

  private func workerEnded(_ name: String, _ run: LiveRun, _ status: ExitStatus) async {
    guard workers[name]?.run?.record.environment == run.record.environment else { return }
    workers[name]?.run = nil
    leaving[run.record.environment] = run
    let lines = await lastLines(of: run)
    let delay = startWorkerAgain(name, livedFor: max(0, services.now() - run.record.startedAt))
    services.logger.notice(
      "process ended", metadata: ["app.name": "\(app.name)", "process": "\(name)", "reason": "\(status.reason)"])
    services.events.add(
      .appState, subject: app.name.text, text: "\(app.name): the process '\(name)' \(status.reason)", state: state)
    await report(run, status, lines, restartsIn: delay)
    await putAway(run)
  }

  /// - Returns: how long it waits.
  @discardableResult
  private func startWorkerAgain(_ name: String, livedFor uptime: Double) -> Duration? {
    guard let generation = workers[name]?.generation,
      let delay = workers[name]?.policy.crashed(at: SteadyTime.seconds, after: uptime)
    else { return nil }
    workers[name]?.restarts += 1
    allRestarts += 1
    services.jobs.add { [weak self] in
      guard (try? await ContinuousClock().sleep(for: delay)) != nil else { return }
      await self?.workerIsDue(name, generation)
    }
    return delay
  }

  private func workerIsDue(_ name: String, _ generation: Int) async {
    guard let worker = workers[name], worker.run == nil, worker.generation == generation else { return }
    guard let command = wantedWorkers[name] else {
      // It is started when it is wanted again.
      workers[name] = nil
      return
    }
    await startWorker(name, command, after: worker)
  }

  private func endWorker(_ name: String) async {
    guard let run = workers.removeValue(forKey: name)?.run else { return }
    await putAway(run)
  }

  func endWorkers() async {
    // What waits to be started again does not come back beside those that follow.
    generation += 1
    for name in workers.keys { await endWorker(name) }
  }

  /// After a start of the daemon: whether a process is one of those that go on.
  func takeOver(worker run: LiveRun) -> Bool {
    guard let name = run.record.role, app.wantsToRun, workers[name] == nil, plan?.otherProcesses[name] != nil else {
      return false
    }
    workers[name] = Worker(run: run, generation: generation)
    watchWorker(name, run)
    return true
  }
}
