import RoostModel
import Testing

@testable import RoostKeeper

@Suite struct TelemetryTests {
  @Test func theMedianIsThatOfTheNewest() {
    var window = TimingWindow()
    for _ in 0..<64 { window.succeeded(in: 100) }
    for value in 1...64 { window.succeeded(in: Double(value)) }
    #expect(window.timing == Timing(count: 128, failures: 0, last: 64, median: 33))
  }

  @Test func failuresAreCountedApart() {
    var telemetry = Telemetry()
    telemetry.record(.boot, nil)
    telemetry.record(.boot, 0.5)
    telemetry.record(.spawn, 0.1)
    #expect(telemetry.timings.boot == Timing(count: 1, failures: 1, last: 0.5, median: 0.5))
    #expect(telemetry.timings.spawn.count == 1)
    #expect(telemetry.timings.mount == Timing())
  }

  @Test func aMeasurementTellsBothSides() async throws {
    let measurements = Measurements()
    var own: [Double?] = []
    try await measurements.measure(.boot, of: .sandbox, into: { own.append($0) }) { () throws(Problem) in }
    await #expect(throws: Problem.self) {
      try await measurements.measure(.boot, of: .sandbox) { () throws(Problem) in throw Problem(.timeout, "m", hint: "h") }
    }
    #expect(own.count == 1 && own[0] != nil)
    let boot = try #require(measurements.all[.sandbox]).boot
    #expect(boot.count == 1 && boot.failures == 1)
  }

  @Test(arguments: [ProblemCode.commandNotFound, .commandNotExecutable, .usageInvalid])
  func whatWasAskedForWronglyIsNoFailure(_ code: ProblemCode) async throws {
    let measurements = Measurements()
    var own: [Double?] = []
    await #expect(throws: Problem.self) {
      try await measurements.measure(.spawn, of: .sandbox, into: { own.append($0) }) { () throws(Problem) in
        throw Problem(code, "m", hint: "h")
      }
    }
    #expect(own.isEmpty && measurements.all[.sandbox] == nil)
  }
}
