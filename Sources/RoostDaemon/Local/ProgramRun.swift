import Glibc
import Logging
import RoostEnvironments
import RoostKeeper
package import RoostModel
import RoostSystem
import SystemPackage

/// Runs one program in an environment of this process, attached to its standard streams, from start to end.
package struct ProgramRun: Sendable {
  private let settings: Settings
  private let environments: LocalEnvironments
  private let request: ProgramRequest
  /// Says a line to the person.
  private let note: @Sendable (String) -> Void

  /// `control` is what reaches the program from outside; it is read until the program ends.
  package static func run(
    _ request: ProgramRequest, home: HomeDirectory, control: AsyncStream<ProgramControl>,
    note: @escaping @Sendable (String) -> Void
  ) async throws(Problem) -> ExitStatus {
    // A reader of our output that goes away ends the program, not us before we have cleared up.
    signal(SIGPIPE, SIG_IGN)
    let settings = try await SettingsLoader(options: ServeOptions(home: home.path), environment: ProcessVariables.all).load()
    var logger = Logger(label: "roost") { StreamLogHandler.standardError(label: $0) }
    logger.logLevel = .error
    let environments = LocalEnvironments(settings: settings, logger: logger)
    let run = ProgramRun(settings: settings, environments: environments, request: request, note: note)
    return try await environments.using { () async throws(Problem) in try await run.fromStartToEnd(control) }
  }

  /// When a program cannot write in the directory.
  package static func warning(for directory: String) throws(Problem) -> String? {
    let place = try WorkPlace.look(at: directory, sudoUser: ProcessVariables.all["SUDO_UID"])
    guard place.isUnwritable else { return nil }
    return "\(directory) belongs to root, as whom nothing runs in a sandbox, and its file system cannot show it as somebody "
      + "else's: the program cannot change it. "
      + "Give it to a user first: chown -R 1000 \(directory)"
  }

  private func fromStartToEnd(_ control: AsyncStream<ProgramControl>) async throws(Problem) -> ExitStatus {
    let selection = try await select()
    var spec = try spec(for: selection.target)
    var pipes: ProgramPipes?
    if selection.target.kind == .sandbox, request.terminal == nil {
      let made = try ProgramPipes.make(in: try await environments.place(), user: spec.user)
      spec.mounts.append(made.mount)
      pipes = made
    }
    let copied = selection.report.abilities.contains(.bindMounts) ? [] : spec.mounts
    if !copied.isEmpty { spec.mounts = [] }
    let environment = try await selection.strategy.prepare(spec)
    do throws(Problem) {
      try await environment.boot()
      try await copy(copied, into: environment)
      let program = AttendedProgram(request: request, environment: environment, pipes: pipes)
      let status = try await PortForwards(request.ports, note: note).open(to: environment) { () async throws(Problem) in
        try await program.run(control)
      }
      try await environment.destroy(grace: .zero)
      return status
    } catch {
      try await environment.destroy(grace: .zero)
      throw error
    }
  }

  /// Says what was passed over.
  private func select() async throws(Problem) -> StrategySelection {
    let wanted = request.environment
    let wish = StrategyWish(.named(wanted.target ?? .sandbox), fallback: wanted.fallback, mayWeaken: wanted.mayWeaken)
    let selection = try await environments.strategies().select(wish)
    for rejection in selection.rejected {
      note("\(rejection.target) was passed over for \(selection.target): \(rejection.reasons.joined(separator: "; "))")
    }
    if let warning = selection.warning { note(warning) }
    return selection
  }

  private func spec(for target: StrategyTarget) throws(Problem) -> EnvironmentSpec {
    guard geteuid() == 0 || target.kind != .sandbox || request.environment.network != .outbound else {
      throw Problem(
        .unsupported, "without root, a sandbox has no network that leads out",
        hint: "leave --network out, or run it as root: sudo roost run --network outbound ...")
    }
    let place = try WorkPlace.look(at: request.directory, sudoUser: ProcessVariables.all["SUDO_UID"])
    var wanted = request.environment
    let work = wanted.mounts.first { $0.source == place.source }
    wanted.mounts.removeAll { $0.source == place.source }
    wanted.mounts.insert(work ?? BindMount(source: place.source, target: place.target, readOnly: false), at: 0)
    var spec = try EnvironmentSpecs(settings: settings).spec(wanted, layers: request.layers)
    spec.place(at: target)
    if wanted.network == nil { spec.network = target.kind.usualNetwork ?? spec.network }
    return spec
  }

  private func copy(_ mounts: [BindMount], into environment: any Environment) async throws(Problem) {
    for mount in mounts {
      let copied = try await FileUpload(environment: environment).run(FileTransfer(source: mount.source, target: mount.target))
      note("\(mount.source) was copied there, \(copied.files) files: what changes there does not change here")
    }
  }
}
