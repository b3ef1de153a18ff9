import Logging
package import RoostModel
import RoostSources
import RoostStore
import SystemPackage

/// A git client for whom all is ready.
package struct GitVisit: Sendable {
  let session: PushSession
  let supervisor: AppSupervisor
  let place: GitPlace
}

extension Supervisor {
  /// Makes ready for a git client. An app that is not there is made for a push; ``converse(_:_:_:)`` takes it away again when
  /// nothing came of it.
  package func beginGit(_ service: GitService, of name: AppName) async throws(Problem) -> GitVisit {
    guard let place = gitPlaces.take(for: name) else {
      throw Problem(
        .appBusy, "\(GitPlaces.most) git clients are connected already",
        hint: "try again when they are done: git push roost HEAD")
    }
    while leaving.contains(name) { try await awaitNews(of: name) }
    let supervisor = service == .push ? try await supervisorOrNew(of: name) : try supervisor(of: name)
    let app = await supervisor.app
    let paths = services.paths(of: app)
    do throws(Problem) {
      try await AppDirectories.make(paths, user: app.user)
    } catch {
      place.leave()
      await removeIfNothing(supervisor)
      throw error
    }
    let repository = PushRepository(
      path: paths.repository, app: name, user: app.pushUser, settings: services.configuration.sources)
    guard service == .push || repository.exists else {
      throw Problem(
        .projectNotFound, "nothing was pushed to \(name) yet", hint: "push to it first: git push roost HEAD:main")
    }
    return GitVisit(session: session(service, repository, supervisor, place), supervisor: supervisor, place: place)
  }

  private func session(
    _ service: GitService, _ repository: PushRepository, _ supervisor: AppSupervisor, _ place: GitPlace
  ) -> PushSession {
    let name = repository.app
    let callOff = CallOff()
    return PushSession(
      repository: repository, service: service,
      turn: { [weak self] (tell) async throws(Problem) in
        guard let self else { throw Problem.noSuchApp(name) }
        try await self.awaitTurn(of: name, place, until: callOff, tell)
      },
      deploy: { [weak self] (fetched, tell) async throws(Problem) in
        guard let self else { throw Problem.noSuchApp(name) }
        return try await self.deployPushed(fetched, name, as: place, until: callOff, tell)
      },
      callOff: { [weak self] in
        await supervisor.callOff(callOff)
        await self?.tellNews(of: name)
      })
  }

  package func converse(
    _ visit: GitVisit, _ input: @escaping @Sendable () async throws -> GitWord?,
    _ output: @escaping @Sendable ([UInt8]?) async throws -> Void
  ) async throws(Problem) {
    let outcome: Result<Void, Problem>
    do throws(Problem) {
      outcome = .success(try await visit.session.run(input: input, output: output))
    } catch {
      outcome = .failure(error)
    }
    let name = visit.session.repository.app
    if pushTurns[name] === visit.place {
      pushTurns[name] = nil
      tellNews(of: name)
    }
    visit.place.leave()
    await removeIfNothing(visit.supervisor)
    try outcome.get()
  }

  private func deployPushed(
    _ fetched: FetchedSource, _ name: AppName, as place: GitPlace, until callOff: CallOff,
    _ tell: @escaping @Sendable (String) -> Void
  ) async throws(Problem) -> [String] {
    let request = DeployRequest(directory: "", name: name.text, installsRuntimes: false)
    let result = try await deploy(request, from: fetched, keeping: nil, until: callOff, as: place) { event in
      if let line = PushText.line(event) { tell(line) }
    }
    if result.alreadyLive == true {
      return ["", "release \(result.release) of \(name) serves this already"] + result.app.urls.map { "  \($0)" } + [""]
    }
    let seconds = (result.seconds * 10).rounded() / 10
    return ["", "release \(result.release) of \(name) serves, after \(seconds) s"] + result.app.urls.map { "  \($0)" } + [""]
  }

  // MARK: Turns

  /// Two pushes from one commit must not both deploy: git takes only the first.
  private func awaitTurn(
    of name: AppName, _ place: GitPlace, until callOff: CallOff, _ tell: @escaping @Sendable (String) -> Void
  ) async throws(Problem) {
    while pushTurns[name] != nil {
      if callOff.isCalled { throw Problem.pushLeft }
      tell("== queued: waiting: somebody else pushes to \(name)")
      try await awaitNews(of: name)
    }
    pushTurns[name] = place
  }

  /// Suspends until a push has ended, is called off, or a removal has ended.
  private func awaitNews(of name: AppName) async throws(Problem) {
    let (news, waiter) = AsyncStream.makeStream(of: Never.self)
    gitWaiters[name, default: []].append(waiter)
    for await _ in news {}
    if Task.isCancelled { throw Problem.pushLeft }
  }

  private func tellNews(of name: AppName) {
    for waiter in gitWaiters.removeValue(forKey: name) ?? [] { waiter.finish() }
  }

  // MARK: Apps that nothing came of

  /// A first deployment that failed leaves no app, unless git clients talk to it other than the one in `place`.
  func removeIfNothing(_ supervisor: AppSupervisor, besides place: GitPlace? = nil) async {
    let name = await supervisor.app.name
    do throws(Problem) {
      guard isCurrent(supervisor, name), await supervisor.deploymentsUnderWay == 0 else { return }
      guard try await supervisor.hasNothing() else { return }
      // The actor was free meanwhile.
      let isUsed = gitPlaces.count(of: name) > (place == nil ? 0 : 1)
      guard isCurrent(supervisor, name), !isUsed, !leaving.contains(name) else { return }
      leaving.insert(name)
      defer {
        leaving.remove(name)
        tellNews(of: name)
      }
      try await remove(name)
    } catch {
      services.logger.error("an app without a release was not removed", metadata: ["app.name": "\(name)", "problem": "\(error)"])
    }
  }

  /// Whether no other app has that name by now.
  private func isCurrent(_ supervisor: AppSupervisor, _ name: AppName) -> Bool { (try? self.supervisor(of: name)) === supervisor }
}

extension Problem {
  fileprivate static let pushLeft = Problem(
    .cancelled, "the push was called off while it waited", hint: "push again when it suits: git push roost HEAD")
}

/// Progress as `git push` shows it.
enum PushText {
  /// `nil` for what is not worth a line.
  static func line(_ event: ProgressEvent) -> String? {
    switch event {
    case .stage(let name, let detail): "== \(name): \(detail)"
    case .output(let line): "   \(line)"
    case .warning(let text): "!! \(text)"
    case .finished, .transfer: nil
    }
  }
}
