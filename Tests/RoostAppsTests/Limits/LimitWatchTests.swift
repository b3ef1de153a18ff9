import RoostModel
import Testing

@testable import RoostApps

@Suite struct LimitWatchTests {
  @Test func aLimitIsToldOnceUntilThereIsRoomAgain() throws {
    var watch = LimitWatch()
    let shop = try AppName("shop")
    func see(_ threads: Int) -> Int {
      var usage = AppUsage()
      usage.threads = threads
      return watch.see(shop, usage, storage: nil, ResourceLimits(processes: 64), AppQuota()).count
    }
    #expect([10, 64, 65, 60, 64, 57, 64].map(see) == [0, 1, 0, 0, 0, 0, 1])
  }

  @Test func eachLimitIsNamed() throws {
    var watch = LimitWatch()
    var usage = AppUsage()
    (usage.threads, usage.mostOpenFiles) = (64, 100)
    let texts = watch.see(
      try AppName("shop"), usage, storage: ByteCount(2 << 30), ResourceLimits(processes: 64, openFiles: 100),
      AppQuota(storage: ByteCount(1 << 30)))
    #expect(texts.count == 3)
    #expect(texts.allSatisfy { $0.contains("shop") })
    #expect(texts[0].contains("--processes") && texts[1].contains("--open-files") && texts[2].contains("cannot be deployed"))
  }

  @Test func crashesPointAtLimits() throws {
    func hints(_ line: String) throws -> String {
      CrashDiagnosis(app: try AppName("shop"), exit: .exited(1), lines: [line], openFiles: 64, processes: 32).hints.joined()
    }
    #expect(try hints("Error: EMFILE: too many open files, open '/app/x'").contains("limit of 64"))
    #expect(try hints("OSError: [Errno 24] Too many open files: 'x'").contains("too many open files"))
    #expect(try hints("sh: 1: Cannot fork").contains("limit of 32"))
    #expect(try hints("RuntimeError: can't start new thread").contains("--processes"))
  }
}
