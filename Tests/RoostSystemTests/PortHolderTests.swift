import Testing

@testable import RoostSystem

@Suite struct PortHolderTests {
  @Test func onlyListeningSocketsAreListed() {
    let table = """
        sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
         0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4711 1 0000000000000000 100 0 0 10 0
         1: 0100007F:0050 0100007F:1F90 01 00000000:00000000 00:00000000 00000000     0        0 4712 1 0000000000000000 100 0 0 10 0
         2: 00000000000000000000000000000000:01BB 00000000000000000000000000000000:0000 0A 0:0 00:0 0 0 0 4713 1 0 100 0 0 10 0
        garbage
      """
    #expect(
      ListeningSocket.list(in: table) == [ListeningSocket(port: 8080, inode: 4711), ListeningSocket(port: 443, inode: 4713)])
  }

  @Test func theUnitIsTheInnermostService() {
    #expect(PortHolder.unit(inGroups: "0::/system.slice/apache2.service\n") == "apache2.service")
    #expect(PortHolder.unit(inGroups: "0::/user.slice/user@0.service/app.slice/web.service/x\n") == "web.service")
    #expect(PortHolder.unit(inGroups: "0::/\n1:cpu:/docker/0\n") == nil)
  }
}
