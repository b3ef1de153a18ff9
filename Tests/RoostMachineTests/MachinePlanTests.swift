import Testing

@testable import RoostMachine

/// What QEMU is told.
struct MachinePlanTests {
  private func plan(_ change: (inout MachinePlan) -> Void = { _ in }) -> [String] {
    var plan = MachinePlan(
      accelerator: .tcg, memoryMebibytes: 320, processors: 2, kernel: 10, initial: 11, console: 12, monitor: 14,
      agent: 15, control: 16, order: 18)
    change(&plan)
    return plan.arguments
  }

  private func values(of option: String, in arguments: [String]) -> [String] {
    zip(arguments, arguments.dropFirst()).filter { $0.0 == option }.map(\.1)
  }

  @Test("without a network there is no card, and nothing is ever translated by QEMU itself") func noNetwork() {
    let arguments = plan()
    #expect(values(of: "-netdev", in: arguments).isEmpty)
    #expect(!arguments.contains { $0.contains("virtio-net") })
    let connected = plan { $0.tap = 17 }
    #expect(values(of: "-netdev", in: connected) == ["tap,id=network,fd=17,vhost=off"])
  }

  @Test("QEMU gets no device it was not told of, and may start nothing") func confined() {
    let arguments = plan()
    #expect(arguments.contains("-nodefaults") && arguments.contains("-no-user-config"))
    #expect(values(of: "-sandbox", in: arguments) == ["on,obsolete=deny,elevateprivileges=deny,spawn=deny,resourcecontrol=deny"])
    #expect(!arguments.contains { $0.contains("tcp:") || $0.contains("telnet") || $0.contains("vnc") })
  }

  @Test("an emulated processor's own counter is its clock, that of a real one is not touched") func clock() {
    #expect(values(of: "-append", in: plan()).first?.contains("tsc=reliable") == true)
    #expect(values(of: "-append", in: plan { $0.accelerator = .kvm }).first?.contains("tsc=") == false)
  }

  @Test("disks are told apart by serial numbers, and only the writable one can be written") func disks() {
    let arguments = plan {
      $0.disks = [
        MachinePlan.Disk(serial: "spec", descriptor: 20, isReadOnly: true),
        MachinePlan.Disk(serial: "disk", descriptor: 21, isReadOnly: false),
      ]
    }
    let disks = values(of: "-blockdev", in: arguments)
    #expect(disks.count == 2)
    #expect(disks[0].contains("/proc/self/fd/20") && disks[0].hasSuffix("read-only=on"))
    #expect(disks[1].contains("/proc/self/fd/21") && disks[1].contains("read-only=off"))
    #expect(arguments.contains("virtio-blk-pci,drive=disk1,serial=disk,addr=0x4.1"))
  }

  @Test("eight devices share a place on the bus, so that many layers fit") func addresses() {
    let arguments = plan {
      $0.disks = (0..<17).map { MachinePlan.Disk(serial: "layer\($0)", descriptor: 30 + Int32($0), isReadOnly: true) }
      $0.shares = [MachinePlan.Share(tag: "share0", descriptor: 90, isReadOnly: false)]
    }
    let places = arguments.compactMap { word in word.split(separator: ",").first { $0.hasPrefix("addr=") } }
    #expect(Set(places).count == places.count)
    #expect(places.contains("addr=0x6.0") && places.contains("addr=0x6.1"))
  }
}
