import Logging
package import RoostModel
package import RoostSources
import RoostStore
import SystemPackage

extension Supervisor {
  private static let mostConversations = 16

  /// Makes ready for a git client. An app that is not there is made for a push; ``converse(_:_:_:)`` takes it away again when
  /// nothing came of it.
  package func beginGit(_ service: GitService, of name: AppName) async throws(Problem) -> PushSession {
    guard conversations < Supervisor.mostConversations else {
      throw Problem(
        .appBusy, "\(conversations) git clients are connected already", hint: "try again when they are done: git push roost HEAD")
    }
    let supervisor = service == .push ? try await supervisorOrNew(of: name) : try supervisor(of: name)
    let app = await supervisor.app
    let paths = services.paths(of: app)
    try await AppDirectories.make(paths, user: app.user)
    let repository = PushRepository(
      path: paths.repository, app: name, user: app.pushUser, settings: services.configuration.sources)
    guard service == .push || repository.exists else {
      throw Problem(
        .projectNotFound, "nothing was pushed to \(name) yet", hint: "push to it first: git push roost HEAD:main")
    }
    let callOff = CallOff()
    return PushSession(
      repository: repository, service: service,
      deploy: { [weak self] (fetched, tell) async throws(Problem) in
        guard let self else { throw Problem.noSuchApp(name) }
        return try await self.deployPushed(fetched, name, until: callOff, tell)
      }, callOff: { await supervisor.callOff(callOff) })
  }

  package func converse(
    _ session: PushSession, _ input: @escaping @Sendable () async throws -> GitWord?,
    _ output: @escaping @Sendable ([UInt8]?) async throws -> Void
  ) async throws(Problem) {
    conversations += 1
    defer { conversations -= 1 }
    let outcome: Result<Void, Problem>
    do throws(Problem) {
      outcome = .success(try await session.run(input: input, output: output))
    } catch {
      outcome = .failure(error)
    }
    await removeIfNothing(session.repository.app)
    try outcome.get()
  }

  /// A first push that failed leaves no app.
  private func removeIfNothing(_ name: AppName) async {
    do throws(Problem) {
      guard let supervisor = try? supervisor(of: name), await supervisor.deploymentsUnderWay == 0 else { return }
      if try await supervisor.hasNothing() { try await remove(name) }
    } catch {
      services.logger.error("an app without a release was not removed", metadata: ["app.name": "\(name)", "problem": "\(error)"])
    }
  }

  private func deployPushed(
    _ fetched: FetchedSource, _ name: AppName, until callOff: CallOff, _ tell: @escaping @Sendable (String) -> Void
  ) async throws(Problem) -> [String] {
    let request = DeployRequest(directory: "", name: name.text, installsRuntimes: false)
    let result = try await deploy(request, from: fetched, keeping: nil, until: callOff) { event in
      if let line = PushText.line(event) { tell(line) }
    }
    let seconds = (result.seconds * 10).rounded() / 10
    return ["", "release \(result.release) of \(name) serves, after \(seconds) s"] + result.app.urls.map { "  \($0)" } + [""]
  }
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
