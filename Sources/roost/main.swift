import RoostCommands

await CommandRun.main(CommandLine.arguments)
