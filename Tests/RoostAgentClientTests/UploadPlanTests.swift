import RoostEnvironments
import RoostModel
import Testing

@testable import RoostAgentClient

struct UploadPlanTests {
  private static func files(_ count: Int, bytes: Int) -> FileTree {
    .directory((0..<count).reduce(into: [:]) { $0["f\($1)"] = .file([UInt8](repeating: 1, count: bytes), mode: 0o644) })
  }

  @Test func manySmallFilesShareRequests() throws {
    let plan = try UploadPlan(Self.files(1000, bytes: 10), at: "/app")
    #expect(plan.small.map(\.count) == [Int](repeating: 128, count: 7) + [104])
    #expect(Set(plan.small.joined().map(\.path)).count == 1000)
    #expect(plan.directories == ["/app"])
  }

  @Test func aRequestStaysSmall() throws {
    let plan = try UploadPlan(Self.files(100, bytes: 16 << 10), at: "/app")
    #expect(plan.small.allSatisfy { $0.reduce(0) { $0 + $1.count } <= 256 << 10 })
    #expect(plan.small.map(\.count) == [Int](repeating: 16, count: 6) + [4])
    #expect(plan.large.isEmpty)
  }

  @Test func largeFilesGoAlone() throws {
    let plan = try UploadPlan(
      .directory(["a": .file([UInt8](repeating: 0, count: 17 << 10), mode: 0o600), "b": .link(to: "a")]), at: "/x")
    #expect(plan.large.map(\.path) == ["/x/a"])
    #expect(plan.small.map { $0.map(\.path) } == [["/x/b"]])
  }

  @Test(arguments: ["", ".", "..", "a/b"])
  func namesThatLeadElsewhereAreRefused(_ name: String) {
    #expect(throws: Problem.self) { try UploadPlan(.directory([name: .link(to: "x")]), at: "/app") }
  }
}
