import Testing

@testable import RoostMachine

/// What is read out of a distribution's kernel package.
struct KernelTests {
  @Test("the package that another stands for is found among what it depends on") func dependency() {
    let listing = "linux-image-amd64\n  Depends: linux-image-6.1.0-56-amd64\n  Conflicts: linux-image-amd64-signed-template\n"
    #expect(KernelPackage.dependency(in: listing) == "linux-image-6.1.0-56-amd64")
    #expect(KernelPackage.dependency(in: "linux-image-amd64\n  Depends: something\n") == nil)
  }

  @Test("modules are loaded after what they need, and what the kernel holds is left out") func order() {
    var graph = ModuleGraph(builtin: ["virtio_ring"])
    graph.add("virtio_blk", needs: ["virtio", "virtio_ring"])
    graph.add("virtio", needs: ["virtio_ring"])
    graph.add("virtio_pci", needs: ["virtio"])
    #expect(graph.order(of: ["virtio_blk", "virtio_pci"]) == ["virtio", "virtio_blk", "virtio_pci"])
    #expect(graph.order(of: ["virtio_ring"]).isEmpty)
  }

  @Test("modules that need each other do not go on for ever") func circle() {
    var graph = ModuleGraph(builtin: [])
    graph.add("a", needs: ["b"])
    graph.add("b", needs: ["a"])
    #expect(Set(graph.order(of: ["a"])) == ["a", "b"])
  }

  @Test("a module says what it needs; its name has underscores") func needs() {
    let module = Array("\0ELF\0license=GPL\0depends=virtio,net-failover\0name=x\0".utf8)
    #expect(ModuleGraph.needs(in: module) == ["virtio", "net_failover"])
    #expect(ModuleGraph.needs(in: Array("\0depends=\0".utf8)) == [])
    #expect(ModuleGraph.needs(in: Array("nothing".utf8)) == [])
    #expect(ModuleGraph.needs(in: Array("\0depends=a".utf8)) == ["a"])
    #expect(ModuleGraph.name(ofFile: "virtio-rng.ko.xz") == "virtio_rng")
  }

  @Test("a packed kernel is found in its wrapping") func payload() {
    var bytes = [UInt8](repeating: 0, count: 4096)
    bytes.replaceSubrange(0x202..<0x206, with: Array("HdrS".utf8))
    bytes[0x1f1] = 1
    bytes[0x248] = 0x40
    bytes[0x24c] = 100
    bytes.replaceSubrange((1024 + 0x40)..<(1024 + 0x44), with: [0xfd, 0x37, 0x7a, 0x58])
    let payload = KernelImage.Payload(bytes)
    #expect(payload?.compression == .xz)
    #expect(payload?.range == (1024 + 0x40)..<(1024 + 0x40 + 96))
  }

  @Test("what is no kernel, or says it is longer than it is, is not taken apart") func damaged() {
    #expect(KernelImage.Payload([1, 2, 3]) == nil)
    var bytes = [UInt8](repeating: 0, count: 4096)
    bytes.replaceSubrange(0x202..<0x206, with: Array("HdrS".utf8))
    bytes.replaceSubrange(0x24c..<0x250, with: [0xff, 0xff, 0xff, 0x7f])
    #expect(KernelImage.Payload(bytes) == nil)
  }

  @Test("an entry of the first file system is as long as it says, and begins where the kernel looks for it") func entry() {
    let header = ArchiveEntry(path: "agent", kind: .file(size: 9), mode: 0o755).header
    #expect(header.count % 4 == 0)
    let text = String(decoding: header, as: UTF8.self)
    #expect(text.hasPrefix("070701000000000000" + "81ED".prefix(0)))
    #expect(text.dropFirst(14).prefix(8) == "000081ED")
    #expect(text.dropFirst(54).prefix(8) == "00000009")
    #expect(text.dropFirst(110).hasPrefix("agent\0"))
    #expect(ArchiveEntry.padding(after: 9).count == 3)
    #expect(ArchiveEntry.padding(after: 8).isEmpty)
  }
}
