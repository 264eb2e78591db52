import Basics
import DockerAPI
import Testing

@testable import Engine

@Suite struct KeptHostConfigTests {
  private func kept(_ config: HostConfig) throws -> JSONValue {
    try JSONValue(encoding: Kept(wrappedValue: config))
  }

  private func read(_ document: JSONValue) throws -> HostConfig {
    try document.decoded(as: Kept<HostConfig>.self).wrappedValue
  }

  @Test func `A container without options of its own takes next to nothing in the state file`() throws {
    let usual = ContainerRecipe.filled(HostConfig())
    #expect(try kept(usual) == .object(JSONObject()))
    #expect(try read(.object(JSONObject())) == usual)
  }

  @Test(
    arguments: [
      { $0.memory = 1 << 20 }, { $0.runtime = nil }, { $0.maskedPaths = nil }, { $0.ulimits = nil },
      { $0.networkMode = "host" }, { $0.isMemoryKillDisabled = nil }, { $0.consoleSize = [] },
      { $0.temporaryFileSystems = ["/run": "size=1m"] }, { $0.hasInit = true }, { $0.logConfig.type = "" },
      { $0.portBindings = ["80/tcp": [PortBinding(hostIP: "", hostPort: "8080")], "81/tcp": nil] },
    ] as [@Sendable (inout HostConfig) -> Void])
  func `What is asked for is kept, also that something is not there`(
    change: @Sendable (inout HostConfig) -> Void
  ) throws {
    var config = ContainerRecipe.filled(HostConfig())
    change(&config)
    #expect(try read(kept(config)) == config)
  }

  @Test func `A configuration that a former version kept whole reads the same`() throws {
    var config = ContainerRecipe.filled(HostConfig())
    config.binds = ["/a:/b"]
    #expect(try read(JSONValue(encoding: config)) == config)
  }

  @Test func `What is left out means what it meant when it was kept`() throws {
    let usual = try JSONValue(encoding: read(.object(JSONObject())))
    #expect(
      try usual
        == JSONValue(
          parsing: """
            {"Binds":null,"ContainerIDFile":"","LogConfig":{"Type":"json-file","Config":{}},"NetworkMode":"default",
            "PortBindings":{},"RestartPolicy":{"Name":"no","MaximumRetryCount":0},"AutoRemove":false,"VolumeDriver":"",
            "VolumesFrom":null,"CapAdd":null,"CapDrop":null,"CgroupnsMode":"host","Dns":[],"DnsOptions":[],
            "DnsSearch":[],"ExtraHosts":null,"GroupAdd":null,"IpcMode":"private","Cgroup":"","Links":null,
            "OomScoreAdj":0,"PidMode":"","Privileged":false,"PublishAllPorts":false,"ReadonlyRootfs":false,
            "SecurityOpt":null,"UTSMode":"","UsernsMode":"","ShmSize":67108864,"Runtime":"runc","ConsoleSize":[0,0],
            "Isolation":"","CpuShares":0,"Memory":0,"NanoCpus":0,"CgroupParent":"","BlkioWeight":0,
            "BlkioWeightDevice":[],"BlkioDeviceReadBps":[],"BlkioDeviceWriteBps":[],"BlkioDeviceReadIOps":[],
            "BlkioDeviceWriteIOps":[],"CpuPeriod":0,"CpuQuota":0,"CpuRealtimePeriod":0,"CpuRealtimeRuntime":0,
            "CpusetCpus":"","CpusetMems":"","Devices":[],"DeviceCgroupRules":null,"DeviceRequests":null,
            "KernelMemory":0,"KernelMemoryTCP":0,"MemoryReservation":0,"MemorySwap":0,"MemorySwappiness":null,
            "OomKillDisable":false,"PidsLimit":null,"Ulimits":[],"CpuCount":0,"CpuPercent":0,"IOMaximumIOps":0,
            "IOMaximumBandwidth":0,"MaskedPaths":["/proc/asound","/proc/acpi","/proc/kcore","/proc/keys",
            "/proc/latency_stats","/proc/timer_list","/proc/timer_stats","/proc/sched_debug","/proc/scsi",
            "/sys/firmware"],"ReadonlyPaths":["/proc/bus","/proc/fs","/proc/irq","/proc/sys","/proc/sysrq-trigger"]}
            """))
  }
}
