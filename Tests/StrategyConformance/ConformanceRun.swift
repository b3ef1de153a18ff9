import RoostEnvironments
import RoostModel
import RoostTestSupport

/// Runs cases on one subject, and tells which it need not run.
package struct ConformanceRun: Sendable {
  private let subject: any ConformanceSubject

  package init(_ subject: any ConformanceSubject) { self.subject = subject }

  /// The cases that this strategy does not have to pass, by name: to be compared with what is expected of it, so that an
  /// ability that is lost is noticed.
  package func missing() async -> [String] {
    let report = await subject.strategy.probe(subject.target)
    return ConformanceCase.all.filter { !$0.applies(to: report) }.map(\.name)
  }

  /// Passes at once when it is among ``missing()``. Leaves no environment behind, however it ends.
  package func run(_ one: ConformanceCase) async throws {
    let scene = ConformanceScene(subject: subject, report: await subject.strategy.probe(subject.target))
    guard one.applies(to: scene.report) else { return }
    do {
      try await within(one.limit * subject.slowness, one.name) { try await one.body(scene) }
    } catch {
      try await scene.clean()
      throw error
    }
    try await scene.clean()
  }
}
