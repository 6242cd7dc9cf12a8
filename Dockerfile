# The bot in a container: built with the SDK, run without it, as nobody, on a root that is only read. Its database is in /data.
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
COPY . .
RUN dotnet publish Bot --configuration Release --output /app

FROM mcr.microsoft.com/dotnet/aspnet:10.0
# Time zones are data of the image; without them every rotation would live in UTC.
RUN test -f /usr/share/zoneinfo/Europe/London || (apt-get update && apt-get install --yes --no-install-recommends tzdata && rm -rf /var/lib/apt/lists/*)
RUN mkdir --parents /data/backups && chown --recursive $APP_UID /data
WORKDIR /app
COPY --from=build /app .
ENV ASPNETCORE_URLS=http://0.0.0.0:8080 ConnectionStrings__Default="Data Source=/data/bot.db" DOTNET_EnableDiagnostics=0
USER $APP_UID
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s CMD ["dotnet", "Bot.dll", "health"]
ENTRYPOINT ["dotnet", "Bot.dll"]
