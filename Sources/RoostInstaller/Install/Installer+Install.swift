import RoostCatalog
package import RoostModel

extension Installer {
  /// Installs what is missing of the specifiers and of what they require. Answers with the whole stack, base first.
  ///
  /// What is installed already is not touched and not fetched again. `latest` asks whether there is a newer version,
  /// and makes do with the installed one when nobody answers. A layer is visible only when its verify commands passed.
  package func install(_ specifiers: [String], progress: @escaping ProgressSink) async throws(Problem) -> [InstalledLayer] {
    let order = try stackOrder(specifiers)
    var stack: [InstalledLayer] = []
    for step in try StackOrder(catalogue: catalogue).steps(order) {
      stack += try await installTogether(step, below: stack, progress: progress)
    }
    return stack
  }

  /// How many layers are fetched and built at the same time.
  private static let width = 2

  /// Runtimes that do not need each other. When one fails the others are cancelled, and its problem is the one reported.
  private func installTogether(
    _ specifiers: [RuntimeSpecifier], below: [InstalledLayer], progress: @escaping ProgressSink
  ) async throws(Problem) -> [InstalledLayer] {
    do {
      return try await withThrowingTaskGroup(of: (Int, InstalledLayer).self) { group in
        var layers = [InstalledLayer?](repeating: nil, count: specifiers.count)
        for (index, specifier) in specifiers.enumerated() {
          if index >= Installer.width, let (done, layer) = try await group.next() { layers[done] = layer }
          group.addTask { (index, try await installOne(specifier, below: below, progress: progress)) }
        }
        for try await (done, layer) in group { layers[done] = layer }
        return layers.compactMap { $0 }
      }
    } catch {
      throw Problem.unexpected(error, during: "installing \(specifiers.map(\.description).joined(separator: ", "))")
    }
  }

  private func installOne(
    _ specifier: RuntimeSpecifier, below: [InstalledLayer], progress: @escaping ProgressSink
  ) async throws(Problem) -> InstalledLayer {
    let entry = try catalogue.entry(specifier.runtime)
    let required = try StackOrder(catalogue: catalogue).requirements(of: entry.id)
    let stack = below.filter { required.contains($0.runtime) }
    let installed = fitting(specifier, among: try await store.scan().layers)
    if let installed, !specifier.selector.asksForNewest { return installed }
    let found: SourcedOffer
    do throws(Problem) {
      progress(.stage("plan", detail: "which \(entry.title) to install"))
      found = try await newestOffer(specifier, of: entry, base: base(of: stack), progress: progress)
    } catch {
      guard let installed, error.code == .downloadFailed else { throw error }
      progress(.warning("nobody could say whether there is a newer \(entry.title) than \(installed.version): \(error.message)"))
      return installed
    }
    if let installed, installed.version == found.version { return installed }
    return try await LayerJob(
      installer: self, entry: entry, source: found.source, offer: found.offer, stack: stack, progress: progress
    ).run()
  }

  /// The bottom of a stack, when it has one.
  func base(of stack: [InstalledLayer]) throws(Problem) -> InstalledLayer? {
    for layer in stack {
      if try catalogue.entry(layer.runtime).kind == .base { return layer }
    }
    return nil
  }
}
