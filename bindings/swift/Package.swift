// swift-tools-version: 6.0

import PackageDescription

/// The C side: on Apple platforms a binary for each of them, elsewhere a header beside the static
/// library of this system.
#if canImport(Darwin)
    let ffi = Target.binaryTarget(name: "CloseRoomFFI", path: "CloseRoomFFI.xcframework")
    let linkerSettings: [LinkerSetting] = []
#else
    #if arch(arm64)
        let libraries = "lib/aarch64-linux"
    #else
        let libraries = "lib/x86_64-linux"
    #endif
    let ffi = Target.systemLibrary(name: "CloseRoomFFI")
    let linkerSettings: [LinkerSetting] = [
        .unsafeFlags(["-L\(Context.packageDirectory)/\(libraries)"]),
        .linkedLibrary("closeroom_ffi"),
    ]
#endif

let package = Package(
    name: "closeroom",
    platforms: [.iOS(.v15), .macOS(.v12)],
    products: [.library(name: "CloseRoom", targets: ["CloseRoom"])],
    targets: [
        .target(name: "CloseRoom", dependencies: ["CloseRoomCore"]),
        .target(
            name: "CloseRoomCore",
            dependencies: ["CloseRoomFFI"],
            linkerSettings: linkerSettings
        ),
        ffi,
    ],
    swiftLanguageModes: [.v6]
)
