FROM node:22-alpine AS dashboard
WORKDIR /source/samples/dashboard
COPY samples/dashboard/package.json samples/dashboard/package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY src/crowdmind-client/src/ /source/src/crowdmind-client/src/
COPY samples/dashboard/ ./
RUN npm run build

FROM mcr.microsoft.com/dotnet/sdk:10.0-alpine AS build
WORKDIR /source
ENV DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

# What is restored changes seldom, and is kept as a layer of its own.
COPY .editorconfig Directory.Build.props Directory.Packages.props ./
COPY src/CrowdMind/CrowdMind.csproj src/CrowdMind/packages.lock.json src/CrowdMind/
COPY src/CrowdMind.Server/CrowdMind.Server.csproj src/CrowdMind.Server/Dashboard.targets src/CrowdMind.Server/packages.lock.json src/CrowdMind.Server/
RUN dotnet restore src/CrowdMind.Server --locked-mode

COPY src/CrowdMind/ src/CrowdMind/
COPY src/CrowdMind.Server/ src/CrowdMind.Server/
COPY --from=dashboard /source/samples/dashboard/dist/ samples/dashboard/dist/
RUN dotnet publish src/CrowdMind.Server --configuration Release --no-restore --output /app -p:BuildDashboard=false \
    && find /app/runtimes -mindepth 1 -maxdepth 1 ! -name 'linux-musl-*' -exec rm -rf {} + \
    && mkdir /data

FROM mcr.microsoft.com/dotnet/aspnet:10.0-alpine
COPY --from=build /app /app
COPY --from=build --chown=1654:1654 /data /data

# Nothing is written but under /data, so the root file system may be read-only.
ENV HOST=0.0.0.0 PORT=8000 DATA_DIR=/data DOTNET_EnableDiagnostics=0
WORKDIR /app
# The image's user "app", by number, so that orchestrators can see that it is not root.
USER 1654
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=5s --timeout=5s --start-period=60s --retries=3 \
    CMD wget -q -O /dev/null http://127.0.0.1:8000/health/ready || exit 1
ENTRYPOINT ["dotnet", "/app/CrowdMind.Server.dll"]
