import RoostEnvironments
package import RoostModel

extension Keeper {
  package func create(_ creation: EnvironmentCreation, _ progress: @escaping ProgressSink) async throws(Problem)
    -> EnvironmentDetail
  {
    try creation.environment.check()
    try claimNew(creation.name)
    do throws(Problem) {
      let environment = try await make(creation.name, creation.environment, progress)
      keep(environment, as: creation.name)
      release(creation.name)
      return await detail(of: environment)
    } catch {
      release(creation.name)
      throw error
    }
  }

  private func make(
    _ name: EnvironmentName, _ request: EnvironmentRequest, _ progress: @escaping ProgressSink
  ) async throws(Problem) -> KeptEnvironment {
    var snapshot: KeptSnapshot?
    if let wanted = request.snapshot { snapshot = try await keptSnapshot(wanted) }
    let composed = try await services.compose(request, snapshot, progress)
    let selection = try await select(request, for: name, progress)
    var spec = composed.spec
    spec.place(at: selection.target)
    if request.network == nil { spec.network = selection.target.kind.usualNetwork ?? spec.network }
    let copied = selection.report.abilities.contains(.bindMounts) ? [] : spec.mounts
    if !copied.isEmpty { spec.mounts = [] }
    let shape = WarmPool.Shape(spec)
    let warm = pool.take(shape)
    if let warm { spec = warm.spec }
    var record = KeptRecord(
      name: name, spec: spec, madeOf: composed.madeOf, createdAt: services.now(), snapshot: request.snapshot)
    record.ports = request.ports.isEmpty ? nil : request.ports
    record.passedOver = selection.rejected.map { PassedOver(target: $0.target, reasons: $0.reasons) }
    let environment = KeptEnvironment(services: services, record: record)
    try await environment.openPorts()
    try await environment.write()
    do throws(Problem) {
      try await begin(environment, warm, by: selection.strategy, progress)
      for mount in copied {
        progress(.stage("copy", detail: "\(mount.source) to \(mount.target)"))
        _ = try await environment.put(FileTransfer(source: mount.source, target: mount.target), progress)
      }
      try await keepWarm(request.warm, shape, by: selection.strategy)
    } catch {
      // What could be booted is taken back; what was written down goes with it.
      try? await environment.destroy()
      throw error
    }
    return environment
  }

  private func begin(
    _ kept: KeptEnvironment, _ warm: (any Environment)?, by strategy: any Strategy, _ progress: @escaping ProgressSink
  ) async throws(Problem) {
    if let warm {
      progress(.stage("boot", detail: "taken from those kept warm"))
      return await kept.begin(warm, bootedIn: nil)
    }
    let spec = await kept.record.spec
    progress(.stage("boot", detail: "\(spec.target?.description ?? spec.strategy.rawValue)"))
    let start = ContinuousClock.now
    let environment = try await boot(spec, by: strategy)
    await kept.begin(environment, bootedIn: (ContinuousClock.now - start) / Duration.seconds(1))
  }

  /// An engine that was just restarted is given a second chance, a moment later.
  func boot(_ spec: EnvironmentSpec, by strategy: any Strategy) async throws(Problem) -> any Environment {
    do throws(Problem) {
      return try await bootOnce(spec, by: strategy)
    } catch {
      guard error.code == .connectionLost || error.code == .timeout else { throw error }
      do { try await ContinuousClock().sleep(for: .seconds(1)) } catch { throw Problem.unexpected(error, during: "booting") }
      return try await bootOnce(spec, by: strategy)
    }
  }

  private func bootOnce(_ spec: EnvironmentSpec, by strategy: any Strategy) async throws(Problem) -> any Environment {
    try await services.measurements.measure(.boot, of: strategy.kind) { () async throws(Problem) in
      let environment = try await strategy.prepare(spec)
      do throws(Problem) {
        try await environment.boot()
        return environment
      } catch {
        try? await environment.destroy(grace: .zero)
        throw error
      }
    }
  }

  private func select(
    _ request: EnvironmentRequest, for name: EnvironmentName, _ progress: @escaping ProgressSink
  ) async throws(Problem) -> StrategySelection {
    let wish = StrategyWish(.named(request.target ?? .sandbox), fallback: request.fallback, mayWeaken: request.mayWeaken)
    let selection = try await services.strategies.select(wish)
    for rejection in selection.rejected {
      let text = "\(rejection.target) was passed over for \(selection.target): \(rejection.reasons.joined(separator: "; "))"
      progress(.warning(text))
      services.notices.add(EnvironmentNotice(environment: name, kind: .fallback, text: text))
    }
    if let warning = selection.warning { progress(.warning(warning)) }
    return selection
  }
}
