import Logging
import RoostAgentClient
import RoostModel
import RoostSystem
import SystemPackage

/// Whatever there is of an environment: a container, an image of its own, a directory.
struct ContainerRemains: Sendable {
  private let host: DockerHost
  private let id: EnvironmentID
  private let directory: EnvironmentDirectory
  /// How long engine and kernel may take to end what was killed.
  private static let patience: Duration = .seconds(10)

  init(_ host: DockerHost, _ id: EnvironmentID) {
    self.host = host
    self.id = id
    directory = host.environments.directory(of: id)
  }

  /// Nil when there is none, or it cannot be read: then the container is found by its name.
  var record: ContainerRecord? {
    get async {
      let directory = directory
      return await BlockingWork.run { (try? ContainerRecord.read(directory)) ?? nil }
    }
  }

  private var container: String {
    get async { await record?.container ?? ContainerPlan.name(of: id) }
  }

  /// Kills what runs, and waits until it is gone, with the engine's help or without.
  func endProcesses() async {
    let agent = await record?.agent
    agent?.kill()
    do throws(Problem) {
      let engine = try await host.engine()
      let container = await container
      if try await engine.container(container)?.observed?.isPaused == true { try await engine.resume(container) }
      try await engine.kill(container)
      try await engine.wait(container, within: ContainerRemains.patience)
    } catch {
      host.logger.warning(
        "the engine did not end a container", metadata: ["environment.id": "\(id)", "problem": "\(error.message)"])
    }
    await agent?.waitForEnd(within: ContainerRemains.patience)
  }

  /// Harmless when there is nothing. Without an engine the directory stays, so that the container is found again.
  func remove() async throws(Problem) {
    let record = await record
    record?.agent?.kill()
    let engine = try await host.engine()
    try await engine.remove(ContainerPlan.name(of: id))
    if let own = record?.ownImage { try await engine.removeImage(own) }
    try await DirectoryRemoval.remove(directory.path)
  }
}
