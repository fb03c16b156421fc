/**
 * The region list of 2026-07-28 with the places of 2026-03-12, written out a second time from the documents: never from
 * regions.json. `R` marks regions that need approval, `—` what there is not; the country stands beside a geography of more
 * than one.
 */
export const transcribed = `
Region | Zones | Pair | Geography (country where it differs) | lat, lon
australiacentral | no | australiacentral2 R | Australia | -35.3075, 149.1244
australiacentral2 R | no | australiacentral | Australia | -35.3075, 149.1244
australiaeast | yes | australiasoutheast | Australia | -33.86, 151.2094
australiasoutheast | no | australiaeast | Australia | -37.8136, 144.9631
austriaeast | yes | — | Austria | 48.2092056, 16.3727779
belgiumcentral | yes | — | Belgium | 50.84553528, 4.355707169
brazilsouth | yes | southcentralus | Brazil | -23.55, -46.633
brazilsoutheast R | no | brazilsouth | Brazil | -22.90278, -43.2075
canadacentral | yes | canadaeast | Canada | 43.653, -79.383
canadaeast | no | canadacentral | Canada | 46.817, -71.217
centralindia | yes | southindia | India | 18.5822, 73.9197
centralus | yes | eastus2 | United States | 41.5908, -93.6208
chilecentral | yes | — | Chile | -33.447487, -70.673676
denmarkeast | yes | — | Denmark | 55.67594, 12.56553
eastasia | yes | southeastasia | Asia Pacific (Hong Kong) | 22.267, 114.188
eastus | yes | westus | United States | 37.3719, -79.8164
eastus2 | yes | centralus | United States | 36.6681, -78.3889
francecentral | yes | francesouth R | France | 46.3772, 2.373
francesouth R | no | francecentral | France | 43.8345, 2.1972
germanynorth R | no | germanywestcentral | Germany | 53.073635, 8.806422
germanywestcentral | yes | germanynorth R | Germany | 50.110924, 8.682127
indiasouthcentral | yes | centralindia | India | —, —
indonesiacentral | yes | — | Indonesia | -6.2, 106.816666
israelcentral | yes | — | Israel | 31.2655698, 33.4506633
italynorth | yes | — | Italy | 45.46888, 9.18109
japaneast | yes | japanwest | Japan | 35.68, 139.77
japanwest | yes | japaneast | Japan | 34.6939, 135.5022
koreacentral | yes | koreasouth | Korea | 37.5665, 126.978
koreasouth | no | koreacentral | Korea | 35.1796, 129.0756
malaysiawest | yes | — | Malaysia | 3.140853, 101.693207
mexicocentral | yes | — | Mexico | 20.588818, -100.389888
newzealandnorth | yes | — | New Zealand | -36.84853, 174.76349
northcentralus | no | southcentralus | United States | 41.8819, -87.6278
northeurope | yes | westeurope | Europe (Ireland) | 53.3478, -6.2597
norwayeast | yes | norwaywest R | Norway | 59.913868, 10.752245
norwaywest R | no | norwayeast | Norway | 58.969975, 5.733107
polandcentral | yes | — | Poland | 52.23334, 21.01666
qatarcentral | yes | — | Qatar | 25.551462, 51.439327
southafricanorth | yes | southafricawest R | South Africa | -25.73134, 28.21837
southafricawest R | no | southafricanorth | South Africa | -34.075691, 18.843266
southcentralus | yes | northcentralus | United States | 29.4167, -98.5
southeastasia | yes | eastasia | Asia Pacific (Singapore) | 1.283, 103.833
southindia | no | centralindia | India | 12.9822, 80.1636
spaincentral | yes | — | Spain | 40.4259, 3.4209
swedencentral | yes | swedensouth R | Sweden | 60.67488, 17.14127
switzerlandnorth | yes | switzerlandwest R | Switzerland | 47.451542, 8.564572
switzerlandwest R | no | switzerlandnorth | Switzerland | 46.204391, 6.143158
uaecentral R | no | uaenorth | UAE | 24.466667, 54.366669
uaenorth | yes | uaecentral R | UAE | 25.266666, 55.316666
uksouth | yes | ukwest | United Kingdom | 50.941, -0.799
ukwest | no | uksouth | United Kingdom | 53.427, -3.084
westcentralus | no | westus2 | United States | 40.89, -110.234
westeurope | yes | northeurope | Europe (Netherlands) | 52.3667, 4.9
westindia | no | southindia | India | 19.088, 72.868
westus | no | eastus | United States | 37.783, -122.417
westus2 | yes | westcentralus | United States | 47.233, -119.852
westus3 | yes | eastus | United States | 33.448376, -112.074036
`;
