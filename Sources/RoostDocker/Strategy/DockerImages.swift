package import Logging
package import RoostEnvironments
package import RoostModel
package import SystemPackage

/// Images of apps, built by the engine that also runs them.
package struct DockerImages: ImageBuilder {
  private let host: DockerHost

  package init(_ configuration: DockerConfiguration, logger: Logger) { host = DockerHost(configuration, logger) }

  package func isUsable() async -> Bool {
    do throws(Problem) {
      _ = try await host.engine().ping()
      return true
    } catch {
      return false
    }
  }

  package func build(
    _ context: FilePath, file: String, name: String, progress: @escaping ProgressSink
  ) async throws(Problem) -> BuiltImage {
    let name = try ImageReference(name).description
    let image = try await ImageBuild(engine: try await host.engine(), context: context, file: file, name: name).run { line in
      for text in (line.stream ?? "").split(whereSeparator: \.isNewline) { progress(.output(String(text.prefix(4000)))) }
    }
    let settings = image.settings
    let directory = settings?.workingDirectory ?? ""
    return BuiltImage(
      command: (settings?.entrypoint ?? []) + (settings?.command ?? []), workingDirectory: directory.isEmpty ? "/" : directory,
      ports: settings?.ports ?? [])
  }

  package func remove(_ name: String) async throws(Problem) { try await host.engine().removeImage(name) }
}
