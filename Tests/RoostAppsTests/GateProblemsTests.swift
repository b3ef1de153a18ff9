import RoostApps
import RoostModel
import Testing

@testable import RoostApps

/// What a user is told to do when a new release ends before it serves.
@Suite struct GateProblemsTests {
  private func hint(_ reason: ExitReason) throws -> String {
    try Gate(name: AppName("shop"), port: 3000, timeout: .seconds(1)).exited(ExitStatus(reason, at: 0)).hint
  }

  @Test func aProgramThatIsNotThereNeedsARuntime() throws {
    #expect(try hint(.exited(127)).contains("runtimes: {"))
    #expect(try hint(.exited(126)).contains("runtimes: {"))
  }

  @Test func memoryIsNamedWhereItWasTheReason() throws {
    #expect(try hint(.outOfMemory).contains("limits: {memory: "))
    #expect(try !hint(.signaled(9)).contains("memory"))
  }

  @Test func otherExitsPointAtTheOutput() throws {
    #expect(try hint(.exited(1)).contains("its output is above"))
  }
}
